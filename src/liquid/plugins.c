/* Plug-ins: what the tags of common Jekyll plug-ins show on paper and without a network, a
 * template each. What only a browser can play or load becomes a link with a caption; what
 * serves the head of a page, or machines, shows nothing. A recipe's rows win. */
#include "liquid/template.h"

/* A link whose text is not read as Markdown: identifiers may hold '_'. */
#define LINK(address, text) "<a href=\"" address "\" markdown=\"0\">" text "</a>"
#define FIRST                                                                              \
    "{{ tag.arguments[0] | default: tag.id | default: tag.url | default: tag.src | "       \
    "escape }}"

/* An identifier, or the whole address of what it names. */
#define MEDIA(before, caption)                                                             \
    "{% assign offprint_id = tag.arguments[0] | default: tag.id | default: tag.url | "     \
    "default: tag.src | append: '' | escape %}"                                            \
    "{% if offprint_id contains '//' %}" LINK(                                             \
        "{{ offprint_id }}",                                                               \
        caption) "{% else %}" LINK(before "{{ offprint_id }}",                             \
                                   caption ": {{ offprint_id }}") "{% endif %}"

/* The first argument that looks like a file's name, with the words that describe it. */
#define PICTURE(before)                                                                    \
    "{% assign offprint_path = tag.path | default: tag.src | default: tag.data-src %}"     \
    "{% for offprint_word in tag.arguments %}{% unless offprint_path %}"                   \
    "{% if offprint_word contains '.' or offprint_word contains '/' %}"                    \
    "{% assign offprint_path = offprint_word %}{% endif %}{% endunless %}{% endfor %}"     \
    "{% if offprint_path %}<img src=\"{% unless offprint_path contains '//' %}" before     \
    "{% endunless %}{{ offprint_path | escape }}\" alt=\"{{ tag.alt | default: "           \
    "tag.caption | default: tag.title | escape }}\">{% endif %}"

#define CODE(language)                                                                     \
    "<pre><code class=\"language-" language                                                \
    "\">{{ content | strip | escape }}</code></pre>\n"

#define NOTE(word)                                                                         \
    "<blockquote markdown=\"1\">\n\n**" word "{% if tag.arguments[0] %}: "                 \
    "{{ tag.arguments | join: ' ' }}{% endif %}**\n\n{{ content }}\n\n</blockquote>\n"

/* All that stands in the tag, without the quotes around it. */
#define WORDS                                                                              \
    "{% if tag.arguments.size == 1 %}{{ tag.arguments[0] }}{% else %}{{ tag.markup }}"     \
    "{% endif %}"

/* What opens at a click, under a summary. */
#define DETAILS                                                                            \
    "<details markdown=\"1\">\n<summary markdown=\"span\">" WORDS                          \
    "</summary>\n\n{{ content }}\n\n</details>\n"

/* A note whose kind, and title, the tag says. */
#define CALLOUT                                                                            \
    "<blockquote markdown=\"1\">\n\n{% if tag.arguments[0] %}**{{ tag.arguments[0] | "     \
    "capitalize }}{% for offprint_word in tag.arguments offset: 1 %}"                      \
    "{% if forloop.first %}:{% endif %} {{ offprint_word }}{% endfor %}**\n\n{% endif %}"  \
    "{{ content }}\n\n</blockquote>\n"

/* Its translation, under the key that is its first word. */
#define TRANSLATION "{{ tag.translation }}"

#define TUFTE_FIGURE                                                                       \
    "<figure><img src=\"{{ tag.arguments[0] | escape }}\" alt=\"\"><figcaption>"           \
    "{{ tag.arguments[1] }}</figcaption></figure>\n"

#define ICON                                                                               \
    "{% if tag.aria-label != tag.arguments[0] %}{{ tag.aria-label | escape }}{% endif %}"

/* What a reader misses of tags that only a plug-in's own files would fill. */
static const struct {
    const char *name, *lacks;
} lacking[] = {
    {"bibliography", "the list of references, which jekyll-scholar makes of the site's "
                     "bibliography, is left out"},
    {"bibliography_count", "the number of references, which jekyll-scholar counts in the "
                           "site's bibliography, is left out"},
};

/* clang-format off */
static const struct row {
    const char *name, *template;
} rows[] = {
    /* For the head of a page, or for machines */
    {"seo", ""}, {"feed_meta", ""}, {"favicon", ""}, {"favicons", ""}, {"hreflang", ""},
    {"google_analytics", ""}, {"analytics", ""}, {"css", ""}, {"js", ""}, {"stylesheet", ""},
    {"javascript", ""}, {"webmentions", ""}, {"webmentions_js", ""}, {"webmentions_head", ""},
    {"webmention_count", ""}, {"disqus", ""}, {"pagination", ""}, {"toc", ""}, {"toc_only", ""},
    /* Icons: only what they say to who does not see them, unless it is their name */
    {"octicon", ICON}, {"icon", ICON},
    {"fa_svg", ""}, {"fa", ""}, {"fontawesome", ""}, {"fontawesome_svg", ""},
    {"icomoon", ""}, {"flag", ""},
    {"avatar", "<img src=\"https://github.com/{{ tag.user | default: tag.arguments[0] | "
               "remove: '@' | escape }}.png\" alt=\"{{ tag.user | default: tag.arguments[0] | "
               "remove: '@' | escape }}\" width=\"{{ tag.size | default: 40 }}\">"},
    {"emoji", ":{{ tag.markup | remove: ':' | escape }}:"},
    /* What lies elsewhere */
    {"gist", "{% assign offprint_id = tag.arguments[0] | append: '' | escape %}"
             LINK("https://gist.github.com/{{ offprint_id }}",
                  "Gist {{ offprint_id }}{% if tag.arguments[1] %}: "
                  "{{ tag.arguments[1] | escape }}{% endif %}")},
    {"jupyter_notebook", LINK(FIRST, "Notebook: {{ tag.arguments[0] | split: '/' | last | escape }}")},
    {"github_sample", LINK("https://github.com/{{ tag.arguments[0] | escape }}",
                           "Code: {{ tag.arguments[0] | escape }}")},
    {"remote_file_content", LINK(FIRST, FIRST)}, {"remote_include", LINK(FIRST, FIRST)},
    {"oembed", LINK(FIRST, FIRST)}, {"embed", LINK(FIRST, FIRST)}, {"iframe", LINK(FIRST, FIRST)},
    {"youtube", MEDIA("https://www.youtube.com/watch?v=", "Video on YouTube")},
    {"youtubePlayer", MEDIA("https://www.youtube.com/watch?v=", "Video on YouTube")},
    {"youtube_embed", MEDIA("https://www.youtube.com/watch?v=", "Video on YouTube")},
    {"youtube_player", MEDIA("https://www.youtube.com/watch?v=", "Video on YouTube")},
    {"yt", MEDIA("https://www.youtube.com/watch?v=", "Video on YouTube")},
    {"youku", MEDIA("https://v.youku.com/v_show/id_", "Video on Youku")},
    {"bilibili", MEDIA("https://www.bilibili.com/video/", "Video on Bilibili")},
    {"vimeo", MEDIA("https://vimeo.com/", "Video on Vimeo")},
    {"dailymotion", MEDIA("https://www.dailymotion.com/video/", "Video on Dailymotion")},
    {"twitch", MEDIA("https://www.twitch.tv/videos/", "Video on Twitch")},
    {"loom", MEDIA("https://www.loom.com/share/", "Video on Loom")},
    {"ted", MEDIA("https://www.ted.com/talks/", "Talk at TED")},
    {"spotify", MEDIA("https://open.spotify.com/track/", "Listen on Spotify")},
    {"soundcloud", MEDIA("https://soundcloud.com/", "Listen on SoundCloud")},
    {"twitter", MEDIA("https://twitter.com/i/status/", "Post on Twitter")},
    {"tweet", MEDIA("https://twitter.com/i/status/", "Post on Twitter")},
    {"mastodon", MEDIA("https://", "Post on Mastodon")},
    {"toot", MEDIA("https://", "Post on Mastodon")},
    {"instagram", MEDIA("https://www.instagram.com/p/", "Picture on Instagram")},
    {"codepen", MEDIA("https://codepen.io/pen/", "CodePen")},
    {"jsfiddle", MEDIA("https://jsfiddle.net/", "JSFiddle")},
    {"asciinema", MEDIA("https://asciinema.org/a/", "Terminal recording")},
    {"speakerdeck", MEDIA("https://speakerdeck.com/player/", "Slides on Speaker Deck")},
    {"slideshare", MEDIA("https://www.slideshare.net/slideshow/embed_code/", "Slides on SlideShare")},
    {"google_map", "Map{% if tag.markup != '' %}: {{ tag.markup | escape }}{% endif %}"},
    {"video", LINK(FIRST, "Video: {{ tag.arguments[0] | default: tag.src | split: '/' | last | escape }}")},
    {"audio", LINK(FIRST, "Audio: {{ tag.arguments[0] | default: tag.src | split: '/' | last | escape }}")},
    {"pdf", LINK(FIRST, "PDF: {{ tag.arguments[0] | default: tag.src | split: '/' | last | escape }}")},
    {"email", LINK("mailto:" FIRST, FIRST)}, {"mailto", LINK("mailto:" FIRST, FIRST)},
    {"link_to", LINK("{{ tag.arguments[1] | default: tag.arguments[0] | escape }}",
                     "{{ tag.arguments[0] | escape }}")},
    /* Pictures of the site */
    {"img", PICTURE("")}, {"image", PICTURE("")}, {"responsive_image", PICTURE("")},
    {"responsive_image_block", "{{ content }}"}, {"lazyload", PICTURE("")},
    {"cloudinary", PICTURE("")}, {"asset_img", PICTURE("")}, {"picture", PICTURE("/")}, {"thumbnail", PICTURE("")}, {"lightbox", PICTURE("")},
    {"asset", PICTURE("/assets/")}, {"image_tag", PICTURE("/assets/")},
    {"asset_path", "{{ site.baseurl }}/assets/{{ tag.arguments[0] }}"},
    {"asset_url", "{{ site.baseurl }}/assets/{{ tag.arguments[0] }}"},
    {"figure", "<figure markdown=\"1\">\n\n{{ content }}\n\n<figcaption>{{ tag.caption | default: "
               "tag.arguments[0] | escape }}</figcaption></figure>\n"},
    /* References of jekyll-scholar: its keys, where no bibliography is read */
    {"cite", "[{{ tag.arguments | join: ', ' | escape }}]"},
    {"citet", "[{{ tag.arguments | join: ', ' | escape }}]"},
    {"citep", "[{{ tag.arguments | join: ', ' | escape }}]"},
    {"reference", "[{{ tag.arguments | join: ', ' | escape }}]"},
    {"nocite", ""}, {"cite_details", ""},
    {"quote", "<blockquote markdown=\"1\">\n\n{{ content }}\n\n{{ tag.author | default: "
              "tag.arguments[0] | escape }}\n\n</blockquote>\n"},
    {"bibliography", ""}, {"bibliography_count", ""},
    {"doi", LINK("https://doi.org/{{ tag.arguments[0] | escape }}", "doi:{{ tag.arguments[0] | escape }}")},
    {"arxiv", LINK("https://arxiv.org/abs/{{ tag.arguments[0] | escape }}", "arXiv:{{ tag.arguments[0] | escape }}")},
    /* Words of the page's language */
    {"t", TRANSLATION}, {"tf", TRANSLATION},
    {"translate", TRANSLATION}, {"translate_key", TRANSLATION},
    /* Words within a line */
    {"kbd", "<kbd>" WORDS "</kbd>"}, {"badge", WORDS}, {"label", WORDS}, {"abbr", WORDS},
    {"newthought", WORDS}, {"button", LINK("{{ tag.url | default: tag.link | default: tag.href | "
                                           "default: tag.arguments[1] | escape }}",
                                           "{{ tag.text | default: tag.arguments[0] | escape }}")},
    {"last_modified_at", "{{ page.last_modified_at | default: page.date | date: '%d-%b-%y' }}"},
    /* tufte-jekyll: notes in the margin, and its pictures */
    {"sidenote", " <small>({{ tag.arguments[1] }})</small>"},
    {"marginnote", " <small>({{ tag.arguments[1] }})</small>"},
    {"marginfigure", "<figure><img src=\"{{ tag.arguments[1] | escape }}\" alt=\"\"><figcaption>"
                     "{{ tag.arguments[2] }}</figcaption></figure>"},
    {"maincolumn", TUFTE_FIGURE}, {"fullwidth", TUFTE_FIGURE},
    {"epigraph", "<blockquote><p>{{ tag.arguments[0] }}</p><footer>{{ tag.arguments[1] }}"
                 "{% if tag.arguments[2] != '' and tag.arguments[2] %}, {{ tag.arguments[2] }}"
                 "{% endif %}</footer></blockquote>\n"},
    {"m", "$$"}, {"em", "$$"},
    /* Code that other programs draw, or colour */
    {"mermaid", CODE("mermaid")}, {"plantuml", CODE("plantuml")}, {"uml", CODE("plantuml")},
    {"graphviz", CODE("dot")}, {"dot", CODE("dot")}, {"tikz", CODE("latex")}, {"chart", CODE("json")},
    {"katex", CODE("latex")}, {"latex", CODE("latex")}, {"math", CODE("latex")},
    {"codeblock", CODE("{{ tag.lang }}")}, {"code", CODE("{{ tag.lang | default: tag.arguments[0] }}")},
    {"prism", CODE("{{ tag.arguments[0] }}")}, {"pygments", CODE("{{ tag.arguments[0] }}")},
    /* Around text */
    {"spaceless", "{{ content }}"}, {"strip", "{{ content | strip }}"}, {"minify", "{{ content }}"},
    {"compress", "{{ content }}"}, {"nomarkdown", "{{ content }}"},
    {"markdown", "{{ content | markdownify }}"}, {"escape", "{{ content | escape }}"},
    {"pullquote", "{{ content }}"}, {"doc", ""},
    {"blockquote", "<blockquote markdown=\"1\">\n\n{{ content }}\n\n{% if tag.markup != '' %}"
                   "{{ tag.markup }}\n\n{% endif %}</blockquote>\n"},
    {"tabs", "{{ content }}"},
    {"tab", "\n\n**{{ tag.arguments[1] | default: tag.arguments[0] }}**\n\n{{ content }}\n\n"},
    {"details", DETAILS}, {"collapse", DETAILS}, {"collapsible", DETAILS}, {"spoiler", DETAILS},
    {"alert", CALLOUT}, {"callout", CALLOUT}, {"admonition", CALLOUT}, {"message", CALLOUT},
    {"note", NOTE("Note")}, {"tip", NOTE("Tip")}, {"hint", NOTE("Hint")}, {"info", NOTE("Info")},
    {"warning", NOTE("Warning")}, {"caution", NOTE("Caution")}, {"danger", NOTE("Danger")},
    {"important", NOTE("Important")},
};
/* clang-format on */

static const char *find_lacking(struct str name)
{
    for (size_t i = 0; i < sizeof lacking / sizeof lacking[0]; i++) {
        if (str_is(name, lacking[i].name)) {
            return lacking[i].lacks;
        }
    }
    return NULL;
}

bool plugin_find(struct value recipe_tags, struct str name, struct plugin *out)
{
    struct value own = value_get(recipe_tags, name);
    if (own.kind == VALUE_STRING) {
        *out = (struct plugin){.text = own.as.string,
                               .file = STR(LIQUID_RECIPE_FILE),
                               .line = own.line ? own.line : 1};
        return true;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (str_is(name, rows[i].name)) {
            *out = (struct plugin){.text = str_from(rows[i].template),
                                   .file = STR(PLUGIN_FILE),
                                   .line = 1,
                                   .lacks = find_lacking(name)};
            return true;
        }
    }
    return false;
}
