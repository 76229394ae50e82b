// The text of a PDF as pdf.js, Firefox's viewer, has it.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(process.cwd() + '/');
const { getDocument } = await import(pathToFileURL(require.resolve('pdfjs-dist/legacy/build/pdf.mjs')));
const bytes = new Uint8Array(fs.readFileSync(process.argv[2]));
const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
let text = '';
for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    for (const item of (await page.getTextContent()).items) {
        text += item.str + (item.hasEOL ? '\n' : '');
    }
    text += '\n';
}
process.stdout.write(text);
