/* The style sheet of the page of changes. For diff/ only. */
#ifndef OFFPRINT_DIFF_HTML_STYLE_H
#define OFFPRINT_DIFF_HTML_STYLE_H

extern const char diff_html_style[];

#endif
