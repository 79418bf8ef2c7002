/** The shapes of the API's answers, generated from its OpenAPI, by the names that the desk uses. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type ProjectInfo = Schemas['ProjectInfo'];
export type Labels = Record<string, { ar: string; en: string }>;
export type PageItem = Schemas['PageItem'];
export type Quote = Schemas['Quote'];
export type Source = Schemas['Source'];
export type Phrase = Schemas['Phrase'];
export type Piece = Schemas['Piece'];
export type Phrases = Schemas['Phrases'];
export type Ruling = Schemas['Ruling'];
export type Claim = Schemas['Claim'];
export type Told = Schemas['Told'];
export type Summary = Schemas['Summary'];
export type Event = Schemas['Event'];
export type Root = Schemas['Root'];
export type Parting = Schemas['Parting'];
export type Step = Schemas['Step'];
export type Page = Schemas['Page'];
export type PageVersion = Schemas['PageVersion'];
export type PageRecord = Schemas['Record'];
export type PageClaim = Schemas['PageClaim'];
export type Beside = Schemas['Beside'];
export type Place = Schemas['Place'];
export type Argument = Schemas['Argument'];
export type Mention = Schemas['Mention'];
export type Entity = Schemas['Entity'];
export type Link = Schemas['Link'];
export type Why = Schemas['Why'];
export type Range16 = { start16: number; end16: number };
export type Timeline = Schemas['Timeline'];
export type LaneItem = Schemas['LaneItem'];
export type Network = Schemas['Network'];
export type Node = Schemas['Node'];
export type Edge = Schemas['Edge'];
export type MapAnswer = Schemas['MapAnswer'];
export type Spot = Schemas['Spot'];
export type Person = Schemas['Person'];
export type Dossier = Schemas['Dossier'];
export type Whom = Schemas['Whom'];
export type Logged = Schemas['Logged'];
export type Decided = Schemas['Decided'];
export type Said = Schemas['Said'];
/** A verdict without its author, who is known beforehand. */
export type Verdict = Pick<Said, 'verdict' | 'of' | 'things'> & Partial<Pick<Said, 'fields' | 'why' | 'blind' | 'seen'>>;
export type Meant = Schemas['Meant'];
export type Preview = Schemas['Preview'];
export type Queues = Schemas['Queues'];
export type ReviewItem = Required<Schemas['ReviewItem']>;
export type CodingItem = Schemas['CodingItem'];
export type Near = Schemas['Near'];
export type Agreement = Schemas['Agreement'];
export type Problem = Required<Schemas['Problem']>;

/** A part of a list; `next` is the offset of what follows. */
export interface Listing<Item> {
  total: number;
  offset: number;
  limit: number;
  next: number | null;
  seen: number;
  items: Item[];
}
