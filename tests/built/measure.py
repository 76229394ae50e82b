#!/usr/bin/env python3
"""How much of pages' main parts is found: words that main_part keeps against those that are to be
kept, by the selectors of truth.tsv. measure.py PROGRAM FOLDER [SITE…]; -v lists the pages that
fall short."""
import collections
import fnmatch
import os
import re
import subprocess
import sys

from lxml import html as H

HERE = os.path.dirname(os.path.abspath(__file__))

def rows():
    for line in open(os.path.join(HERE, 'truth.tsv'), encoding='utf-8'):
        if line.strip() and not line.startswith('#'):
            site, pages, content, drop, may = line.rstrip('\n').split('\t')
            yield site, pages, content, drop, may

def words(text):
    return collections.Counter(re.findall(r'\w+', text.lower()))

SILENT = 'script, style, template, svg, select, textarea, input, [hidden], option, .lineno, .gutter, td.rouge-gutter, button'
BLOCKS = set('p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th section article header footer nav aside pre br figure figcaption blockquote main form summary details button hr'.split())

def text_of(element, out, titles=False):
    """`titles`: those of links that only a style sheet gives a picture, too."""
    if not isinstance(element.tag, str):
        return
    block = element.tag in BLOCKS
    if element.get('data-gone'):
        return
    if block: out.append(' ')
    if element.tag == 'iframe':
        if titles: out.append(' ' + (element.get('title') or '') + ' ' + (element.get('src') or '') + ' ')
        return
    if element.tag == 'img': out.append(element.get('alt') or '')
    if titles and element.tag == 'a' and not ''.join(element.itertext()).strip(): out.append(element.get('title') or '')
    out.append(element.text or '')
    for child in element:
        text_of(child, out, titles)
        out.append(child.tail or '')
    if block: out.append(' ')

def mark(tree, selector):
    if selector != '-':
        for element in tree.cssselect(selector):
            element.set('data-gone', '1')

def links_of(elements, shown):
    """Where links lead, one after the other: within the page they are a generator's or our own making. `shown`: only
    those with words or a picture; others may be drawn by style sheets."""
    found, last = collections.Counter(), None
    for element in elements:
        for link in element.xpath('descendant-or-self::a[@href]|descendant-or-self::iframe[@src]'):
            address, text = ' '.join((link.get('href') or link.get('src') or '').split()), []
            if any(a.get('data-gone') for a in [link, *link.iterancestors()]) or not address: continue
            text_of(link, text)
            counts = not shown or ''.join(text).strip() or link.xpath('.//img')
            if counts and address != last:
                found[address] += not address.startswith(('#', 'javascript:'))
                last = address
    return +found

def truth(path, content, drop, may):
    tree = H.parse(path, parser=H.HTMLParser(encoding='utf-8')).getroot()
    if tree is None or tree.cssselect('meta[http-equiv=refresh]'):
        return None
    mark(tree, SILENT)
    for e in tree.xpath('//*[contains(translate(@style," ",""),"display:none")]'): e.set('data-gone', '1')
    found = tree.cssselect(content)
    mark(tree, drop)
    found = [e for e in found if not any(a in found or a.get('data-gone') for a in e.iterancestors())]
    all_of, sure = [], []
    for e in found: text_of(e, all_of, True); all_of.append(' ')
    all_links = links_of(found, False)
    mark(tree, may)
    for e in found: text_of(e, sure); sure.append(' ')
    return words(''.join(sure)), words(''.join(all_of)), links_of(found, True), all_links

def compare(sure, allowed, have):
    """How many are right, there, kept and wanted."""
    return sum((have & allowed).values()), sum(have.values()), sum((have & sure).values()), sum(sure.values())

def main():
    verbose = '-v' in sys.argv
    program, folder, *sites = [a for a in sys.argv[1:] if a != '-v']
    table = collections.defaultdict(list)
    for site, *row in rows():
        table[site].append(row)
    total, halves, half_of = [], collections.defaultdict(list), {}
    with open(os.path.join(HERE, 'sites.tsv'), encoding='utf-8') as file:
        for line in file:
            if line.strip() and not line.startswith('#'):
                half_of[line.split('\t')[0]] = line.rstrip('\n').split('\t')[3]
    for site in sites or sorted(table):
        base = os.path.join(folder, site)
        paths = sorted(os.path.join(d, f) for d, _, fs in os.walk(base) for f in fs if f.endswith(('.html', '.htm')))
        if not paths or table[site][0][0] == '-': continue
        got, leads = {}, collections.defaultdict(collections.Counter)
        run = subprocess.run([program, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors='replace')
        cuts = collections.defaultdict(list)
        for line in run.stdout.split('\n'):
            if line.startswith('='): page = line[1:]
            elif line.startswith('+'): got[page] = words(line[1:])
            elif line.startswith('@'):
                address = ' '.join(line[1:].split())
                leads[page][address] += bool(address) and not address.startswith(('#', 'javascript:'))
            elif line.startswith('-'): cuts[page].append(line[1:])
        pages = []
        for path in paths:
            name = os.path.relpath(path, base)
            row = next((r for r in table[site] if fnmatch.fnmatch(name, r[0])), None)
            if row is None or path not in got: continue
            want = truth(path, *row[1:])
            if want is None: continue
            sure, allowed, sure_links, all_links = want
            have = got[path]
            if not sum(allowed.values()): continue
            right, m, kept, n = compare(sure, allowed, have)
            r = kept / n if n else 1.0; p = right / m if m else (1.0 if not n else 0.0)
            have_links = +leads[path]
            link = compare(sure_links, all_links, have_links)
            pages.append((p, r, m, n, right, kept, *link))
            if verbose and (link[0] * 100 < link[1] * 95 or link[2] * 100 < link[3] * 99):
                print(f'{site}/{name}: links right {link[0]} of {link[1]}, kept {link[2]} of {link[3]}')
                print('   lost:', ' '.join(list((sure_links - have_links).elements())[:8]))
                print('   wrong:', ' '.join(list((have_links - all_links).elements())[:8]))
            if verbose and (p < .98 or r < .98):
                print(f'{site}/{name}: p {p:.3f} r {r:.3f} words {n}')
                print('   lost:', ' '.join(list((sure - have).elements())[:14]))
                print('   wrong:', ' '.join(list((have - allowed).elements())[:14]))
                if verbose and r < .98: print('   cuts:', [c[:70] for c in cuts[path] if not c.startswith(('navigation', 'footer'))][:8])
        if pages:
            report(site, pages, run.stderr.strip().split('\n')[-1])
        total += pages
        halves[half_of.get(site)] += pages
    if not total:
        sys.exit('no page was measured')
    for half, pages in halves.items():
        if pages: report('all ' + str(half), pages)
    report('ALL', total)

def report(name, pages, more=''):
    n = len(pages)
    precision = sum(x[4] for x in pages) / max(1, sum(x[2] for x in pages))
    recall = sum(x[5] for x in pages) / max(1, sum(x[3] for x in pages))
    high = sum(x[1] >= .99 for x in pages) / n
    both = sum(x[0] >= .98 and x[1] >= .98 for x in pages) / n
    link_precision = sum(x[6] for x in pages) / max(1, sum(x[7] for x in pages))
    link_recall = sum(x[8] for x in pages) / max(1, sum(x[9] for x in pages))
    print(f'{name:16} {n:4} pages  precision {precision:.3f}  recall {recall:.3f}  recall>=.99 {high:.1%}  both>=.98 {both:.1%}  '
          f'links precision {link_precision:.3f}  recall {link_recall:.3f}  {more}', flush=True)

main()
