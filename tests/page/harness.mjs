/* A browser, the program, and checks that are counted. */
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {isDeepStrictEqual} from 'node:util';

/* PROGRAM SOURCE_FOLDER FOLDER_OF_NODE_MODULES BROWSER */
export const [program, source, packages, browserPath] = process.argv.slice(2);
const {chromium} = createRequire(resolve(packages, 'package.json'))('playwright-core');

export const scratch = mkdtempSync(join(tmpdir(), 'equiplace-page-'));
const arguments_ = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];
let checks = 0, failures = 0;

export function check(sentence, truth, found = '') {
    checks++;
    if (truth)
        return;
    failures++;
    console.error(`FAILED: ${sentence}${found === '' ? '' : `\n        found: ${typeof found === 'string' ? found : JSON.stringify(found)}`}`);
}

export function same(sentence, found, expected) {
    check(sentence, isDeepStrictEqual(found, expected), {found, expected});
}

/* The numbers of a CSV file come back with 15 digits in the page. */
export function near(sentence, found, expected) {
    const both = found === null || expected === null;
    check(sentence, both ? found === expected : Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), {found, expected});
}

export function run(...given) {
    return execFileSync(program, [...given, '--quiet'], {cwd: source, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']});
}

/* Rows of a CSV text as objects; numbers where a cell is one, null where it is blank. */
export function csv(path) {
    const text = readFileSync(path, 'utf8');
    const rows = [[]];
    let cell = '', quoted = false;
    for (let i = 0; i < text.length; i++) {
        const sign = text[i];
        if (quoted && sign === '"' && text[i + 1] === '"') {
            cell += '"';
            i++;
        } else if (sign === '"')
            quoted = !quoted;
        else if (!quoted && (sign === ',' || sign === '\n')) {
            rows.at(-1).push(cell);
            cell = '';
            if (sign === '\n')
                rows.push([]);
        } else
            cell += sign;
    }
    rows.pop();
    return rows.slice(1).map(row => Object.fromEntries(row.map((text, i) => [rows[0][i], text])));
}

export function number(text) {
    return text === '' ? null : Number(text);
}

/* Writes a study from texts of its tables. */
export function study(name, tables) {
    const folder = join(scratch, name);
    mkdirSync(folder);
    for (const [table, text] of Object.entries(tables))
        writeFileSync(join(folder, table), text);
    return folder;
}

let browser;
export async function begin() {
    browser = await chromium.launch({executablePath: browserPath, args: arguments_, chromiumSandbox: false});
}

/* Opens a page and watches it: whatever it says on its console, any error, any request but for the file
 * itself is a failure; unless the test is going to misuse the page. */
export async function open(file, {hostile = false} = {}) {
    const page = await browser.newPage({viewport: {width: 1280, height: 900}});
    const address = encodeURI(`file://${file}`);
    if (!hostile) {
        page.on('console', message => check(`nothing on the console of ${file}`, false, message.text()));
        page.on('request', request => check(`no request leaves ${file}`, request.url() === address, request.url()));
    }
    page.on('pageerror', error => check(`no error in ${file}`, false, error.stack));
    await page.goto(address);
    return page;
}

/* Pictures to look at, where EQP_SCREENSHOTS names a folder for them. */
export async function picture(page, name) {
    if (process.env.EQP_SCREENSHOTS)
        await page.screenshot({path: join(process.env.EQP_SCREENSHOTS, `${name}.png`), fullPage: true});
}

export async function end() {
    await browser?.close();
    rmSync(scratch, {recursive: true, force: true});
    console.log(`${checks} checks, ${failures} failed`);
    process.exitCode = failures || checks === 0 ? 1 : 0;
}
