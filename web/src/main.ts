import { mount } from 'svelte';
import App from './App.svelte';
import { startKeys } from './lib/keys.svelte';
import { startProject } from './lib/project.svelte';
import { startRouting } from './lib/router.svelte';
import './styles/fonts.css';
import './styles/base.css';

startRouting();
startKeys();
void startProject();

const target = document.getElementById('app');
if (target) mount(App, { target });
