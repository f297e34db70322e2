/* Writes page_assets.c: the page's template, style and scripts and the chart library as texts of C.
 *
 *   node embed.mjs FOLDER_OF_THIS_FILE CHART_LIBRARY OUTPUT.c
 *
 * The library's text goes in as it comes from the registry. */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const [folder, library, output] = process.argv.slice(2);
const scripts = ['format', 'dom', 'table', 'chart', 'map', 'overview', 'purchases', 'needs', 'balance', 'families', 'evaluation', 'proof', 'main'];

function read(path) {
    return readFileSync(path, 'utf8');
}

/* A text between <script> or <style> and its end must not hold that end, nor begin a comment. */
function checked(name, text) {
    if (/<\/(script|style)|<!--|<script/i.test(text))
        throw new Error(`${name} cannot stand within a page: it has the end of an element or a comment in it`);
    return text;
}

/* A text of C, a line of source for each line or 2,000 bytes of it. */
function literal(text) {
    const pieces = [];
    let piece = '';
    for (const byte of Buffer.from(text)) {
        if (byte === 0x5c || byte === 0x22)
            piece += `\\${String.fromCharCode(byte)}`;
        else if (byte < 0x20 || byte > 0x7e || byte === 0x3f)
            piece += `\\${byte.toString(8).padStart(3, '0')}`;
        else
            piece += String.fromCharCode(byte);
        if (byte === 0x0a || piece.length > 2000) {
            pieces.push(`"${piece}"`);
            piece = '';
        }
    }
    pieces.push(`"${piece}"`);
    return pieces.join('\n    ');
}

const texts = {
    template: read(join(folder, 'template.html')),
    style: checked('page.css', read(join(folder, 'page.css'))),
    script: checked('the script', `(() => {\n'use strict';\n${scripts.map(name => read(join(folder, 'js', `${name}.js`))).join('\n')}})();\n`),
    charts: checked('the chart library', read(library)),
};

writeFileSync(output, `/* Made by output/page/embed.mjs. */
#include "output/page/page_assets.h"

const eqp_page_assets *eqp_page_assets_get(void) {
    static const eqp_page_assets assets = {
${Object.entries(texts).map(([name, text]) => `    .${name} =\n    ${literal(text)},`).join('\n')}
    };
    return &assets;
}
`);
