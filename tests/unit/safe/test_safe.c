#include "base/deflate.h"
#include "cmocka_offprint.h"
#include "safe/safe.h"

#include <stdio.h>
#include <unistd.h>

#define X "\"http://www.w3.org/1999/xhtml\""
#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\">"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

#define FODT                                                                               \
    "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>"
#define ODT "application/vnd.oasis.opendocument.text"
#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
/* The header of an entry that is not packed; its name follows. */
#define LOCAL(name_length)                                                                 \
    "PK\3\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" name_length "\0\0\0"

/* What becomes of a file, by its name and by its bytes. */
static const struct {
    const char *path, *bytes;
    size_t len; /* 0: to the first NUL */
    enum safe_kind kind;
    const char *name_end, *media_type, *active;
} files[] = {
    {"a.txt", "x", 0, SAFE_KEPT, "", "text/plain", ""},
    {"a.text", "x", 0, SAFE_KEPT, "", "text/plain", ""},
    {"A.TXT", "x", 0, SAFE_KEPT, "", "text/plain", ""},
    {"a.txt", "<p>", 0, SAFE_TEXT, "", "text/plain", ""},
    {"a.md", "x", 0, SAFE_KEPT, "", "text/markdown", ""},
    {"a.md", " \n<p>", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a", "x", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.b/c", "x", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a", "\0\1", 2, SAFE_KEPT, ".bin", "application/octet-stream", ""},
    {"a", "", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a", "%PDF-1.7", 0, SAFE_KEPT, ".pdf", "application/pdf", ""},
    {"a.txt", "%PDF-1.7", 0, SAFE_KEPT, ".pdf", "application/pdf", ""},
    {"a.pdf", "\n<html>", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.png", "\x89PNG\r\n\x1a\n", 0, SAFE_KEPT, "", "image/png", ""},
    {"a.jpg", "\x89PNG\r\n\x1a\n", 0, SAFE_KEPT, "", "image/jpeg", ""},
    {"a.html", "\x89PNG\r\n\x1a\n", 0, SAFE_KEPT, ".png", "image/png", ""},
    {"a.png", "not one", 0, SAFE_KEPT, "", "image/png", ""},
    {"a.png", "\xFF\xFE<\0p\0", 6, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.png", "\0<\0p", 4, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.png", "\xEF\xBB\xBF <p", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.gz", "\x1F\x8B", 0, SAFE_KEPT, "", "application/gzip", ""},
    {"a.svgz", "\x1F\x8B", 0, SAFE_KEPT, ".gz", "application/gzip", ""},
    {"a.exe", "x", 0, SAFE_ACTIVE, "", "application/vnd.microsoft.portable-executable",
     "a program"},
    {"a.exe. ", "x", 0, SAFE_ACTIVE, "", "application/vnd.microsoft.portable-executable",
     "a program"},
    {"a.txt", "MZ is short", 0, SAFE_KEPT, "", "text/plain", ""},
    {"a.txt",
     "\x7F"
     "ELF",
     0, SAFE_ACTIVE, ".elf", "application/octet-stream", "a program"},
    {"a.png", "\0asm", 4, SAFE_ACTIVE, ".wasm", "application/wasm", "a program"},
    {"a.JS", "x", 0, SAFE_ACTIVE, "", "text/javascript", "a script"},
    {"a.py", "x", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.docx", "PK\3\4", 0, SAFE_KEPT, "",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ""},
    {"a.xls", "<html>", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.xls", "\xD0\xCF_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0", 26, SAFE_ACTIVE, "",
     "application/vnd.ms-excel", "an office file with macros"},
    {"a.odt", LOCAL("\x12") "Basic/L/Module.xml", 48, SAFE_ACTIVE, "", ODT,
     "an office file with macros"},
    {"a.odt", LOCAL("\x14") "Scripts/beanshell/x.b", 50, SAFE_ACTIVE, "", ODT,
     "an office file with macros"},
    {"a.odt", LOCAL("\x14") "Object 1/Basic/script", 50, SAFE_ACTIVE, "", ODT,
     "an office file with macros"},
    {"a.odt", LOCAL("\x08") "Scripts/", 38, SAFE_KEPT, "", ODT, ""},
    {"a.odt", LOCAL("\x0E") "Pictures/Basic.", 44, SAFE_KEPT, "", ODT, ""},
    {"a.docx", LOCAL("\x13") "[Content_Types].xml..ms-office.vbaProject\"", 72, SAFE_ACTIVE,
     "", DOCX, "an office file with macros"},
    {"a.docx", LOCAL("\x13") "[Content_Types].xml<Types/>PK\1\2 vbaProject", 72, SAFE_KEPT,
     "", DOCX, ""},
    {"a.html", "<p>x", 0, SAFE_COPY, "", "text/html", ""},
    {"a.shtml", "<p>x", 0, SAFE_COPY, "", "text/html", ""},
    {"a.xml", "<a/>", 0, SAFE_KEPT, "", "application/xml", ""},
    {"a.xml", "<a>", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.xml", "<?xml-stylesheet href='x'?><a/>", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.xml", "<a><b xmlns=" X "/></a>", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 0, SAFE_TEXT, ".txt",
     "text/plain", ""},
    {"a.xml", "<html xmlns=" X "/>", 0, SAFE_COPY, ".html", "text/html", ""},
    {"a.xhtml", "<html/>", 0, SAFE_COPY, ".html", "text/html", ""},
    {"a.svg", SVG "</svg>", 0, SAFE_KEPT, "", "image/svg+xml", ""},
    {"a.svg", SVG "<g x='&amp;' xmlns:y='urn:a' y:z='1'>a &lt; b<y:c/></g></svg>", 0,
     SAFE_KEPT, "", "image/svg+xml", ""},
    {"a.svg", SVG "<!-- a --><style>a { fill : red }</style><?x y?></svg>", 0, SAFE_KEPT, "",
     "image/svg+xml", ""},
    {"a.xml", SVG "</svg>", 0, SAFE_KEPT, ".svg", "image/svg+xml", ""},
    {"a.svg", SVG, 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.svg", "<svg/>", 0, SAFE_KEPT, "", "image/svg+xml", ""},
    {"a.svg", "", 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.fodt", FODT "<office:body/></office:document>", 0, SAFE_KEPT, "",
     "application/vnd.oasis.opendocument.text-flat-xml", ""},
    {"a.fodt",
     FODT "<o:module xmlns:o='http://openoffice.org/2004/office'/></office:document>", 0,
     SAFE_ACTIVE, "", "application/vnd.oasis.opendocument.text-flat-xml",
     "an office file with macros"},
    {"a.fods",
     FODT "<a xmlns:xlink='http://www.w3.org/1999/xlink' "
          "xlink:href='vnd.sun.star.script:x'/></office:document>",
     0, SAFE_ACTIVE, "", "application/vnd.oasis.opendocument.spreadsheet-flat-xml",
     "an office file with macros"},
    {"a.fodp", FODT "<h:p xmlns:h=" X "/></office:document>", 0, SAFE_TEXT, ".txt",
     "text/plain", ""},
    {"a.fodg", FODT, 0, SAFE_TEXT, ".txt", "text/plain", ""},
    {"a.xml", "<?mso-application progid='Word.Document'?><a macrosPresent='yes'/>", 0,
     SAFE_ACTIVE, "", "application/xml", "an office file with macros"},
    {"a.xml", "<a macrosPresent='yes'><module/></a>", 0, SAFE_KEPT, "", "application/xml",
     ""},
    {"a.pdf", "%PDF-1.7 /JS (x)", 0, SAFE_KEPT, "", "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7 /J#53(x)/Launch", 0, SAFE_KEPT, "", "application/pdf",
     "JavaScript and an action that starts a program"},
    {"a.pdf", "%PDF-1.7 /Names<</JavaScript 3 0 R>>", 0, SAFE_KEPT, "", "application/pdf",
     ""},
    {"a.pdf", "%PDF-1.7 /JSX /AAA", 0, SAFE_KEPT, "", "application/pdf", ""},
    {"a.pdf", "%PDF-1.7\n<<>>\nstream\n/JS (x)\nendstream /XFA", 0, SAFE_KEPT, "",
     "application/pdf", "an XFA form"},
    {"a.pdf", "%PDF-1.7\n<</A<41>>>%\nstream\r\n/JS (x)\nendstream", 0, SAFE_KEPT, "",
     "application/pdf", ""},
    {"a.pdf", "%PDF-1.7\n<</A(>>\nstream\n)/J#53(x)/B(endstream)>>", 0, SAFE_KEPT, "",
     "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7\n<</A(\\)()>>\nstream\n)/JS(x)/B(endstream)>>", 0, SAFE_KEPT, "",
     "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7\n%>>\nstream\n/JS(x)\nendstream", 0, SAFE_KEPT, "",
     "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7\n<<>>\nstream\n/JS(x)", 0, SAFE_KEPT, "", "application/pdf",
     "JavaScript"},
    {"a.pdf", "%PDF-1.7\n( <<>>\nstream\n/JS(x)\nendstream", 0, SAFE_KEPT, "",
     "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7\n<<>>\nstream\n/JS(x)>>endobj\nendstream", 0, SAFE_KEPT, "",
     "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7 <</Type/ObjStm>>\nstream\nx\nendstream", 0, SAFE_KEPT, "",
     "application/pdf", "parts that cannot be looked into"},
    {"a.pdf", "%PDF-1.7 <</Type/ObjStm>>\nstream\nx\nendstream/Encrypt 1 0 R", 0, SAFE_KEPT,
     "", "application/pdf", "encrypted parts, which are not looked into"},
    {"a.pdf", "%PDF-1.7 /Encrypt 1 0 R/URI(x)", 0, SAFE_KEPT, "", "application/pdf",
     "encrypted parts, which are not looked into"},
    {"a.pdf", "%PDF-1.7 /Encrypt 1 0 R", 0, SAFE_KEPT, "", "application/pdf", ""},
    {"a.pdf", "%PDF-1.7 <</Type/ObjStm>>\nstream\n1 0 <</JS(x)>>\nendstream", 0, SAFE_KEPT,
     "", "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7 <</Type/ObjStm>>stream \n1 0 <</JS(x)>>\nendstream", 0, SAFE_KEPT,
     "", "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7 <</N 1/First 4>>\nstream\n1 0 <</JS(x)>>\nendstream", 0, SAFE_KEPT,
     "", "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7 <</Type/ObjStm/Filter/A85>>\nstream\n1 0\nendstream", 0, SAFE_KEPT,
     "", "application/pdf", "parts that cannot be looked into"},
    {"a.pdf", "%PDF-1.7 <</Type/ObjStm/P<</Predictor 12>>>>\nstream\n1 0\nendstream", 0,
     SAFE_KEPT, "", "application/pdf", "parts that cannot be looked into"},
    {"a.pdf", "%PDF-1.7 <</Type/ObjStm/P<</Predictor 1>>>>\nstream\n1 0\nendstream", 0,
     SAFE_KEPT, "", "application/pdf", ""},
    {"a.pdf", "%PDF-1.7 /First 1 0 R endobj 2 0 obj<</N 3>>\nstream\nx\nendstream", 0,
     SAFE_KEPT, "", "application/pdf", ""},
    {"a.pdf", "%PDF-1.7\n<<>>\nstream\n5 0 obj<</JS(x)>>\nendstream", 0, SAFE_KEPT, "",
     "application/pdf", "JavaScript"},
    {"a.pdf", "%PDF-1.7 <</S/URI/URI(javascript:x)>>", 0, SAFE_KEPT, "", "application/pdf",
     "a link to a script"},
    {"a.pdf", "%PDF-1.7 /U#52I ( Java\\163\\\ncript:x)", 0, SAFE_KEPT, "",
     "application/pdf", "a link to a script"},
    {"a.pdf", "%PDF-1.7 /URI<6A61 76617363726970743a78>", 0, SAFE_KEPT, "",
     "application/pdf", "a link to a script"},
    {"a.pdf",
     "%PDF-1.7 "
     "/URI(\\376\\377\\000j\\000a\\000v\\000a\\000s\\000c\\000r\\000i\\000p\\000t\\000:)",
     0, SAFE_KEPT, "", "application/pdf", "a link to a script"},
    {"a.pdf", "%PDF-1.7 /URI 1 0 R 1 0 obj (VBScript:x)", 0, SAFE_KEPT, "",
     "application/pdf", "a link to a script"},
    {"a.pdf", "%PDF-1.7 /Title (JavaScript: a guide)/URI(http://x/javascript:)", 0,
     SAFE_KEPT, "", "application/pdf", ""},
    {"a.pdf", "%PDF-1.7 /OnInstantiate 1 0 R /JS(x) /ImportData", 0, SAFE_KEPT, "",
     "application/pdf", "JavaScript and a form that reads a file"},
    {"a.pdf", "%PDF-1.7 /OpenAction[3 0 R/Fit]/AA<<>>", 0, SAFE_KEPT, "", "application/pdf",
     ""},
};

/* What a copy holds; of a page, behind the head that each has. */
static const struct {
    const char *path, *bytes, *want, *removed;
} copies[] = {
    {"a.html", "<p onclick=x id=i>a<script>b</script>", "<p id=\"i\">a</p>",
     "1 script and 1 event handler"},
    {"a.html", "<a href=' java\nscript:x'>a</a>", "<a>a</a>", "1 link"},
    {"a.html", "<a href='JAVASCRIPT&colon;x'>a</a>", "<a>a</a>", "1 link"},
    {"a.html", "<a href='data:text/html,x'>a</a>", "<a>a</a>", "1 link"},
    {"a.html", "<a href=#b>a</a>", "<a href=\"#b\">a</a>", ""},
    {"a.html", "<a href='c.html?d#e'>a</a>",
     "<a href=\"https://x.example/b/c.html?d#e\" rel=\"noopener noreferrer\">a</a>", ""},
    {"a.html", "<a href='../../c'>a</a>",
     "<a href=\"https://x.example/\" rel=\"noopener noreferrer\">a</a>", ""},
    {"a.html", "<a href='\\\\c/d'>a</a>",
     "<a href=\"https://c/d\" rel=\"noopener noreferrer\">a</a>", ""},
    {"a.html", "<base href='http://y/z/'><a href=c>a</a>",
     "<a href=\"http://y/z/c\" rel=\"noopener noreferrer\">a</a>", ""},
    {"a.html", "<img src=http://x alt=b>", "<img alt=\"b\">", "1 external reference"},
    {"a.html", "<img src=i/p.png><img src=page.png><img src=x.pdf>",
     "<img src=\"data:image/png;base64,iVBORw0KGgo=\"><img><img>", "2 external references"},
    {"a.html", "<base href=http://y/><img src=i/p.png>", "<img>", "1 external reference"},
    {"a.svg",
     SVG "<image href='i/p.png'/><image href='j/p.png'/><use href='i/p.png'/></svg>",
     HEAD SVG "<image href=\"data:image/png;base64,iVBORw0KGgo=\"></image><image></image>"
              "<use></use></svg>",
     "2 external references"},
    {"a.html", "<img src='data:image/png;base64,AA'>",
     "<img src=\"data:image/png;base64,AA\">", ""},
    {"a.html", "<img src='data:image/svg+xml,x'>", "<img>", "1 external reference"},
    {"a.html", "<p style='color:red;background:url(x)'>",
     "<p style=\"color:red;background:none\"></p>", "1 external reference"},
    {"a.html", "<form action=x><button>a</button><input></form>", "a", "2 form fields"},
    {"a.html", "<iframe src=x>a</iframe><object data=x>b</object>", "b",
     "2 external references"},
    {"a.html", "<svg onload=x><text>a</text><script>b</script><style>c</style></svg>", "a",
     "1 script and 1 event handler"},
    {"a.html", "<x-y>a</x-y><noscript>b</noscript><marquee onstart=x>c</marquee>", "abc",
     "1 event handler"},
    {"a.html", "<body onload=x class=y>a", "a", "1 event handler"},
    {"a.html", "<p aria-label=x aria-\xc3\xa4=y aria-\"=z aria-=w>a",
     "<p aria-label=\"x\">a</p>", ""},
    {"a.html", "<p title='</p><script>x</script>'>a",
     "<p title=\"&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;\">a</p>", ""},
    {"a.html", "caf\xE9", "caf\xC3\xA9", ""},
    {"a.html", "\xEF\xBB\xBFx", "x", ""},
    {"a.html", "\xEF\xBB\xBFx\xC3y", "x\xEF\xBF\xBDy", ""},
    {"a.html", "<meta charset=shift_jis>\x83\x65", "\xE3\x83\x86", ""},
    {"a.xhtml", "<html xmlns=" X "><body><script/><p>a<br/>b</p></body></html>",
     "<p>a<br>b</p>", "1 script"},
    {"a.xhtml",
     "<!DOCTYPE html PUBLIC 'x' 'y'><html xmlns=" X "><body>a&nbsp;b</body></html>",
     "a&nbsp;b", ""},
    {"a.xhtml",
     "<html xmlns=" X "><body>a<style>\\&lt;/style>\\&lt;script></style></body></html>",
     "a<style>\\3c /style>\\3c script></style>", ""},
    {"a.xhtml",
     "<h:html xmlns:h=" X "><h:body><h:p h:x='y' id='i'>a<h:br/></h:p>b</h:body></h:html>",
     "<p id=\"i\">a<br></p>b", ""},
    {"a.xhtml",
     "<html xmlns=" X " xmlns:s='http://www.w3.org/2000/svg'><body><s:g>a<s:style>b"
     "</s:style></s:g><s:script/></body></html>",
     "a", "1 script"},
    {"a.html", "<a href='&#127; javascript:x'>a</a>", "<a>a</a>", "1 link"},
    {"a.svg", SVG "<script/></svg>", HEAD SVG "</svg>", "1 script"},
    {"a.svg", SVG "<style><script>x</script>a{b:c}</style></svg>",
     HEAD SVG "<style>a{b:c}</style></svg>", "1 script"},
    {"a.svg", SVG "<style><g onclick='x'/></style></svg>", HEAD SVG "<style></style></svg>",
     "1 embedded part"},
    {"a.svg", SVG "<x:style xmlns:x='urn:a'><script/></x:style></svg>",
     HEAD SVG "<x:style xmlns:x=\"urn:a\"></x:style></svg>", "1 script"},
    {"a.svg", SVG "<style>@unknown (svg){a{b:url(http://x)}}</style></svg>",
     HEAD SVG "<style></style></svg>", ""},
    {"a.svg", SVG "<style>@scope (svg){a{b:url(http://x)}}</style></svg>",
     HEAD SVG "<style>@scope (svg){a{b:none}}</style></svg>", "1 external reference"},
    {"a.svg", SVG "<json>{}</json></svg>", HEAD SVG "</svg>", ""},
    {"a.svg", SVG "<switch><foreignObject requiredExtensions='urn:a'/><g/></switch></svg>",
     HEAD SVG "<switch><g></g></switch></svg>", ""},
    {"a.svg", SVG "<font-face-uri href='x'/></svg>", HEAD SVG "</svg>",
     "1 external reference"},
    {"a.svg", SVG "<g onclick='x'/></svg>", HEAD SVG "<g></g></svg>", "1 event handler"},
    {"a.svg", SVG "<a href='http://x'/></svg>", HEAD SVG "<a></a></svg>", "1 link"},
    {"a.svg", SVG "<image href='b.png'/></svg>", HEAD SVG "<image></image></svg>",
     "1 external reference"},
    {"a.svg", SVG "<use href='http://x#a'/></svg>", HEAD SVG "<use></use></svg>",
     "1 external reference"},
    {"a.svg", SVG "<style>a{b:url(x)}&lt;</style></svg>",
     HEAD SVG "<style>a{b:none}&lt; </style></svg>", "1 external reference"},
    {"a.svg", SVG "<g fill='url(http://x)'/></svg>", HEAD SVG "<g fill=\"none\"></g></svg>",
     "1 external reference"},
    {"a.svg", SVG "<set attributeName='xlink:href' to='x'/></svg>", HEAD SVG "</svg>",
     "1 link"},
    {"a.svg", SVG "<set attributeName='fill' to='javascript:x'/></svg>",
     HEAD SVG "<set attributeName=\"fill\"></set></svg>", "1 link"},
    {"a.svg", SVG "<foreignObject><p xmlns=" X ">a</p></foreignObject></svg>",
     HEAD SVG "</svg>", "1 embedded part"},
    {"a.svg", SVG "<p xmlns=" X ">a</p></svg>", HEAD SVG "</svg>", "1 embedded part"},
    {"a.svg", SVG "<i:x xmlns:i='urn:i' i:y='z'/><script/></svg>",
     HEAD SVG "<i:x xmlns:i=\"urn:i\" i:y=\"z\"></i:x></svg>", "1 script"},
    {"a.svg", "<!DOCTYPE svg [<!ENTITY e '<script/>'>]>" SVG "&e;</svg>", HEAD SVG "</svg>",
     "1 script"},
    {"a.svg", "<!DOCTYPE svg [<!ENTITY e 'b'>]>" SVG "<text>&e;&amp;</text></svg>",
     HEAD SVG "<text>b&amp;</text></svg>", ""},
    {"a.svg", "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></s:svg>",
     HEAD "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"></s:svg>", "1 script"},
};

struct fixture {
    struct arena arena;
    struct report *report;
    struct safe_file file;
};

/* The bytes in a file without a name. */
static void make_file_window(struct str bytes, size_t room_bytes, struct window *out)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fflush(file), 0);
    struct file_reading reading = {.fd = dup(fileno(file)), .bytes = bytes.len};
    assert_int_equal(fclose(file), 0);
    assert_true(window_open_on(out, reading, room_bytes));
}

/* A site with one picture, one page and one drawing. */
static struct str find_picture(void *data, struct str address)
{
    assert_null(data);
    return str_is(address, "i/p.png")    ? STR("\x89PNG\r\n\x1a\n")
           : str_is(address, "page.png") ? STR("<p>")
           : str_is(address, "x.pdf")    ? STR("%PDF-1.7")
                                         : (struct str){0};
}

static const struct safe_pictures pictures = {NULL, find_picture};

static void make_of(struct fixture *f, const char *path, struct window *window)
{
    assert_true(safe_file_make(&f->arena, str_from(path), window,
                               STR("https://x.example/b/a.html"), &pictures, &f->file,
                               f->report));
}

static void make(struct fixture *f, const char *path, struct str bytes)
{
    arena_init(&f->arena, 0);
    f->report = report_new();
    struct window window = window_of(bytes);
    make_of(f, path, &window);
}

static void clear(struct fixture *f)
{
    report_free(f->report);
    arena_clear(&f->arena);
}

/* Twice the row's bytes, with `gap` others between. */
static void add_far_apart(size_t row, size_t gap, struct buf *out)
{
    size_t len = files[row].len ? files[row].len : strlen(files[row].bytes);
    struct str bytes = str_make(files[row].bytes, len);
    buf_reset(out);
    buf_add(out, bytes);
    for (size_t i = 0; i < gap; i++) {
        buf_add_byte(out, i % 60 ? ' ' : '\n');
    }
    buf_add(out, bytes);
}

/* Of a file that is read through a narrow window the same is told as of one in memory. */
static void tells_the_same_of_a_file_that_flows(void **state)
{
    (void)state;
    struct buf bytes = {0};
    size_t flown = 0;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        for (size_t gap = 0; gap < 3000;
             gap = gap < 900 || gap > 1100 ? gap + 450 : gap + 1) {
            struct fixture want, got;
            struct window window;
            add_far_apart(i, gap, &bytes);
            make(&want, files[i].path, buf_str(&bytes));
            make_file_window(buf_str(&bytes), 1024, &window);
            arena_init(&got.arena, 0);
            got.report = report_new();
            if (safe_file_flows(str_from(files[i].path), &window)) {
                make_of(&got, files[i].path, &window);
                assert_int_equal(window.status, FILE_OK);
                assert_int_equal(got.file.kind, want.file.kind);
                assert_string_equal(got.file.name_end, want.file.name_end);
                assert_true(str_eq(got.file.media_type, want.file.media_type));
                assert_true(str_eq(got.file.active, want.file.active));
                assert_null(got.file.bytes.ptr);
                flown++;
            }
            window_close(&window);
            clear(&want);
            clear(&got);
        }
    }
    assert_true(flown > 5000);
    buf_clear(&bytes);
}

static void tells_what_a_file_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct fixture f;
        size_t len = files[i].len ? files[i].len : strlen(files[i].bytes);
        struct str bytes = str_make(files[i].bytes, len);
        make(&f, files[i].path, bytes);
        if (f.file.kind != files[i].kind ||
            strcmp(f.file.name_end, files[i].name_end) != 0 ||
            !str_is(f.file.media_type, files[i].media_type) ||
            !str_is(f.file.active, files[i].active)) {
            fail_msg("row %zu, %s: kind %d, '%s', %.*s, '%.*s'", i, files[i].path,
                     (int)f.file.kind, f.file.name_end, STR_ARG(f.file.media_type),
                     STR_ARG(f.file.active));
        }
        bool copy = files[i].kind == SAFE_COPY;
        assert_int_equal(copy, !str_eq(f.file.bytes, bytes));
        clear(&f);
    }
}

/* Behind the head that every copy has. */
static struct str body_of(struct str page)
{
    size_t body = str_find(page, STR("<body"), 0);
    size_t at = str_find_byte(page, '>', body == STR_NONE ? page.len : body);
    assert_int_not_equal(str_find(page, STR("Content-Security-Policy"), 0), STR_NONE);
    return str_trim(str_sub(page, at + 1, str_find(page, STR("</body>"), 0)));
}

static void copies_what_neither_runs_nor_loads(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof copies / sizeof copies[0]; i++) {
        struct fixture f;
        make(&f, copies[i].path, str_from(copies[i].bytes));
        bool drawing = str_ends(str_from(copies[i].path), ".svg");
        struct str got = drawing ? f.file.bytes : body_of(f.file.bytes);
        if (f.file.kind != SAFE_COPY || !str_is(got, copies[i].want) ||
            !str_is(f.file.removed, copies[i].removed)) {
            fail_msg("%s: kind %d, '%.*s', without %.*s", copies[i].bytes, (int)f.file.kind,
                     STR_ARG(got), STR_ARG(f.file.removed));
        }
        clear(&f);
    }
}

static void looks_into_compressed_objects(void **state)
{
    (void)state;
    struct buf pdf = {0};
    struct deflater *deflater = deflater_new(6);
    struct fixture f;
    buf_add_text(&pdf, "%PDF-1.7\n1 0 obj <</Type/ObjStm/A(>>\nstream\n)/Filter/FlateDecode"
                       ">>\nstream\r\n");
    assert_true(deflate_zlib(deflater, STR("1 0 <</S/JavaScript/JS(x)>>"), &pdf));
    buf_add_text(&pdf, "\nendstream");
    make(&f, "a.pdf", buf_str(&pdf));
    assert_true(str_is(f.file.active, "JavaScript"));
    clear(&f);
    deflater_free(deflater);
    buf_clear(&pdf);
}

static void looks_into_packed_types(void **state)
{
    (void)state;
    struct buf office = {0};
    struct deflater *deflater = deflater_new(6);
    struct fixture f;
    buf_add(&office, str_make("PK\3\4\0\0\0\0\x08\0", 10));
    buf_add(&office, str_make(&LOCAL("\x13")[10], 20));
    buf_add_text(&office, "[Content_Types].xml");
    assert_true(deflate_raw(
        deflater, STR("<Default ContentType='application/vnd.ms-office.VBAProject'/>"),
        &office));
    buf_add_text(&office, "PK\1\2");
    make(&f, "a.docx", buf_str(&office));
    assert_true(str_is(f.file.active, "an office file with macros"));
    clear(&f);
    deflater_free(deflater);
    buf_clear(&office);
}

/* A thousand million laughs, and a drawing deeper than any is drawn. */
static void refuses_what_grows_or_sinks(void **state)
{
    (void)state;
    struct buf svg = {0};
    struct fixture f;
    buf_add_text(&svg, "<!DOCTYPE svg [<!ENTITY a0 'xxxxxxxxxx'>");
    for (int i = 1; i < 12; i++) {
        buf_add_format(&svg, "<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;'>", i,
                       i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    }
    buf_add_text(&svg, "]>" SVG "<text>&a11;</text></svg>");
    make(&f, "a.svg", buf_str(&svg));
    assert_int_equal(f.file.kind, SAFE_TEXT);
    clear(&f);
    buf_reset(&svg);
    buf_add_text(&svg, SVG "<script/>");
    for (int i = 0; i < 5000; i++) {
        buf_add_text(&svg, "<g>");
    }
    for (int i = 0; i < 5000; i++) {
        buf_add_text(&svg, "</g>");
    }
    buf_add_text(&svg, "</svg>");
    make(&f, "a.svg", buf_str(&svg));
    assert_int_equal(f.file.kind, SAFE_TEXT);
    clear(&f);
    buf_clear(&svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_a_file_is),
        cmocka_unit_test(tells_the_same_of_a_file_that_flows),
        cmocka_unit_test(copies_what_neither_runs_nor_loads),
        cmocka_unit_test(looks_into_compressed_objects),
        cmocka_unit_test(looks_into_packed_types),
        cmocka_unit_test(refuses_what_grows_or_sinks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
