// Opens every drawing of a folder in bpmn-js, saves it, reads it again, and lints it.
import { BpmnModdle } from 'bpmn-moddle';
import Linter from 'bpmnlint/lib/linter.js';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import puppeteer from 'puppeteer-core';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const { CHROME, RAVAND } = process.env;

// Rules of style that say nothing about whether a drawing is right:
const config = {
  extends: 'bpmnlint:recommended',
  rules: {
    // a process may be started in several ways; the manual's example is;
    'single-blank-start-event': 'warn',
    // complex and inclusive gateways are executed here;
    'no-complex-gateway': 'warn',
    'no-inclusive-gateway': 'warn',
    // and events that wait for several things.
    'single-event-definition': 'warn',
  },
};
const moddle = new BpmnModdle();

let failures = 0;
function fail(file, what) {
  failures += 1;
  console.error(`${file}: ${what}`);
}

// In the page: opens a drawing; says what bpmn-js warns of, what it does not show, and what it saves.
async function open(xml) {
  const modeler = new window.BpmnJS({ container: '#canvas' });
  const { warnings } = await modeler.importXML(xml);
  const registry = modeler.get('elementRegistry');
  const missing = [];
  const look = (element) => {
    for (const one of element.flowElements || []) {
      if (!registry.get(one.id)) missing.push(one.id);
      look(one);
    }
  };
  modeler.getDefinitions().rootElements.forEach(look);
  const saved = await modeler.saveXML({ format: true });
  modeler.destroy();
  return { warnings: warnings.map((one) => one.message), missing, saved: saved.xml };
}

function yaml(file) {
  const to = `${file}.yaml`;
  execFileSync(RAVAND, ['convert', file, to, '--force'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return readFileSync(to, 'utf8');
}

const browser = await puppeteer.launch({ executablePath: CHROME, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
await page.setContent('<div id="canvas" style="width:1200px;height:800px"></div>');
await page.addScriptTag({ path: join(import.meta.dirname, 'node_modules/bpmn-js/dist/bpmn-modeler.production.min.js') });

for (const name of readdirSync(folder).filter((name) => name.endsWith('.bpmn')).sort()) {
  const file = join(folder, name);
  const xml = readFileSync(file, 'utf8');
  const { warnings, missing, saved } = await page.evaluate(open, xml);
  warnings.forEach((warning) => fail(name, `bpmn-js: ${warning}`));
  missing.forEach((id) => fail(name, `bpmn-js does not show ${id}`));
  writeFileSync(`${file}.saved.bpmn`, saved);
  if (yaml(`${file}.saved.bpmn`) !== yaml(file)) fail(name, 'bpmn-js saved another process');
  const { rootElement, elementsById } = await moddle.fromXML(xml);
  // Its rules remember what they have seen: each drawing gets a linter of its own.
  const results = await new Linter({ config, resolver: new NodeResolver() }).lint(rootElement);
  let mild = 0;
  for (const [rule, found] of Object.entries(results)) {
    for (const { category, id, message } of found) {
      // What multi-instance throws stands in it and is joined with nothing: its rules take it for a node.
      if (elementsById[id]?.$type === 'bpmn:ImplicitThrowEvent') continue;
      if (category === 'error' || category === 'rule-error') fail(name, `bpmnlint ${rule}: ${id}: ${message}`);
      else mild += 1;
    }
  }
  console.log(`${name}: shown, saved and read again; ${mild} warnings of bpmnlint`);
}
await browser.close();
if (failures > 0) {
  console.error(`${failures} failures`);
  process.exit(1);
}
