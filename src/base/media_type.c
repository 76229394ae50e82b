/* Media types from the first bytes of a file, else from its extension: two tables. A new
 * type is a row, and its care is what the folder safe/ does with files of it. What stands
 * in no row is unknown, and unknown files are stored as text or as bytes. */
#include "base/media_type.h"

#include "base/path.h"

/* clang-format off */
static const struct media rows[] = {
    /* Pictures, sound, films, faces: browsers and viewers show them. */
    {".png", "image/png", CARE_NONE, NULL},
    {".jpg", "image/jpeg", CARE_NONE, NULL},
    {".jpeg", "image/jpeg", CARE_NONE, NULL},
    {".gif", "image/gif", CARE_NONE, NULL},
    {".webp", "image/webp", CARE_NONE, NULL},
    {".avif", "image/avif", CARE_NONE, NULL},
    {".bmp", "image/bmp", CARE_NONE, NULL},
    {".ico", "image/vnd.microsoft.icon", CARE_NONE, NULL},
    {".tif", "image/tiff", CARE_NONE, NULL},
    {".tiff", "image/tiff", CARE_NONE, NULL},
    {".heic", "image/heic", CARE_NONE, NULL},
    {".psd", "image/vnd.adobe.photoshop", CARE_NONE, NULL},
    {".mp3", "audio/mpeg", CARE_NONE, NULL},
    {".m4a", "audio/mp4", CARE_NONE, NULL},
    {".ogg", "audio/ogg", CARE_NONE, NULL},
    {".oga", "audio/ogg", CARE_NONE, NULL},
    {".opus", "audio/opus", CARE_NONE, NULL},
    {".wav", "audio/wav", CARE_NONE, NULL},
    {".flac", "audio/flac", CARE_NONE, NULL},
    {".aac", "audio/aac", CARE_NONE, NULL},
    {".mp4", "video/mp4", CARE_NONE, NULL},
    {".m4v", "video/mp4", CARE_NONE, NULL},
    {".webm", "video/webm", CARE_NONE, NULL},
    {".ogv", "video/ogg", CARE_NONE, NULL},
    {".mov", "video/quicktime", CARE_NONE, NULL},
    {".mkv", "video/matroska", CARE_NONE, NULL},
    {".avi", "video/vnd.avi", CARE_NONE, NULL},
    {".woff", "font/woff", CARE_NONE, NULL},
    {".woff2", "font/woff2", CARE_NONE, NULL},
    {".ttf", "font/ttf", CARE_NONE, NULL},
    {".otf", "font/otf", CARE_NONE, NULL},
    /* Archives list what they hold; books and papers are shown. */
    {".zip", "application/zip", CARE_NONE, NULL},
    {".gz", "application/gzip", CARE_NONE, NULL},
    {".tgz", "application/gzip", CARE_NONE, NULL},
    {".tar", "application/x-tar", CARE_NONE, NULL},
    {".bz2", "application/x-bzip2", CARE_NONE, NULL},
    {".xz", "application/x-xz", CARE_NONE, NULL},
    {".zst", "application/zstd", CARE_NONE, NULL},
    {".7z", "application/x-7z-compressed", CARE_NONE, NULL},
    {".rar", "application/vnd.rar", CARE_NONE, NULL},
    {".epub", "application/epub+zip", CARE_NONE, NULL},
    {".mobi", "application/x-mobipocket-ebook", CARE_NONE, NULL},
    {".djvu", "image/vnd.djvu", CARE_NONE, NULL},
    {".ps", "application/postscript", CARE_NONE, NULL},
    {".eps", "application/postscript", CARE_NONE, NULL},
    {".rtf", "application/rtf", CARE_NONE, NULL},
    /* Data of programs that measure and reckon. */
    {".parquet", "application/vnd.apache.parquet", CARE_NONE, NULL},
    {".avro", "application/avro", CARE_NONE, NULL},
    {".arrow", "application/vnd.apache.arrow.file", CARE_NONE, NULL},
    {".nc", "application/netcdf", CARE_NONE, NULL},
    {".h5", "application/x-hdf5", CARE_NONE, NULL},
    {".hdf5", "application/x-hdf5", CARE_NONE, NULL},
    {".npy", "application/octet-stream", CARE_NONE, NULL},
    {".npz", "application/zip", CARE_NONE, NULL},
    {".mat", "application/x-matlab-data", CARE_NONE, NULL},
    {".sav", "application/x-spss-sav", CARE_NONE, NULL},
    {".dta", "application/x-stata-dta", CARE_NONE, NULL},
    {".sqlite", "application/vnd.sqlite3", CARE_NONE, NULL},
    {".gpkg", "application/geopackage+sqlite3", CARE_NONE, NULL},
    {".shp", "application/vnd.shp", CARE_NONE, NULL},
    {".shx", "application/vnd.shx", CARE_NONE, NULL},
    {".dbf", "application/vnd.dbf", CARE_NONE, NULL},
    {".pcap", "application/vnd.tcpdump.pcap", CARE_NONE, NULL},
    {".bin", "application/octet-stream", CARE_NONE, NULL},
    {".sig", "application/pgp-signature", CARE_NONE, NULL},
    {".p7s", "application/pkcs7-signature", CARE_NONE, NULL},
    /* Office files. */
    {".docx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     CARE_OFFICE, NULL},
    {".dotx",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
     CARE_OFFICE, NULL},
    {".xlsx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     CARE_OFFICE, NULL},
    {".xltx",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
     CARE_OFFICE, NULL},
    {".pptx",
     "application/vnd.openxmlformats-officedocument.presentationml.presentation",
     CARE_OFFICE, NULL},
    {".ppsx",
     "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
     CARE_OFFICE, NULL},
    {".potx",
     "application/vnd.openxmlformats-officedocument.presentationml.template",
     CARE_OFFICE, NULL},
    {".odt", "application/vnd.oasis.opendocument.text", CARE_OFFICE, NULL},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet", CARE_OFFICE, NULL},
    {".odp", "application/vnd.oasis.opendocument.presentation", CARE_OFFICE, NULL},
    {".odg", "application/vnd.oasis.opendocument.graphics", CARE_OFFICE, NULL},
    {".doc", "application/msword", CARE_OFFICE, NULL},
    {".dot", "application/msword", CARE_OFFICE, NULL},
    {".xls", "application/vnd.ms-excel", CARE_OFFICE, NULL},
    {".ppt", "application/vnd.ms-powerpoint", CARE_OFFICE, NULL},
    {".pps", "application/vnd.ms-powerpoint", CARE_OFFICE, NULL},
    /* Text that is only read. */
    {".txt", "text/plain", CARE_TEXT, NULL},
    {".text", "text/plain", CARE_TEXT, NULL},
    {".csv", "text/csv", CARE_TEXT, NULL},
    {".tsv", "text/tab-separated-values", CARE_TEXT, NULL},
    {".json", "application/json", CARE_TEXT, NULL},
    {".jsonl", "application/jsonl", CARE_TEXT, NULL},
    {".geojson", "application/geo+json", CARE_TEXT, NULL},
    {".topojson", "application/json", CARE_TEXT, NULL},
    {".yml", "application/yaml", CARE_TEXT, NULL},
    {".yaml", "application/yaml", CARE_TEXT, NULL},
    {".toml", "application/toml", CARE_TEXT, NULL},
    {".ini", "text/plain", CARE_TEXT, NULL},
    {".md", "text/markdown", CARE_TEXT, NULL},
    {".markdown", "text/markdown", CARE_TEXT, NULL},
    {".rst", "text/x-rst", CARE_TEXT, NULL},
    {".tex", "application/x-tex", CARE_TEXT, NULL},
    {".bib", "application/x-bibtex", CARE_TEXT, NULL},
    {".ris", "application/x-research-info-systems", CARE_TEXT, NULL},
    {".css", "text/css", CARE_TEXT, NULL},
    {".log", "text/plain", CARE_TEXT, NULL},
    {".diff", "text/x-diff", CARE_TEXT, NULL},
    {".patch", "text/x-diff", CARE_TEXT, NULL},
    {".srt", "application/x-subrip", CARE_TEXT, NULL},
    {".vtt", "text/vtt", CARE_TEXT, NULL},
    {".ics", "text/calendar", CARE_TEXT, NULL},
    {".vcf", "text/vcard", CARE_TEXT, NULL},
    {".asc", "application/pgp-signature", CARE_TEXT, NULL},
    {".sha256", "text/plain", CARE_TEXT, NULL},
    {".proto", "text/plain", CARE_TEXT, NULL},
    {".sql", "application/sql", CARE_TEXT, NULL},
    {".c", "text/x-c", CARE_TEXT, NULL},
    {".h", "text/x-c", CARE_TEXT, NULL},
    {".go", "text/x-go", CARE_TEXT, NULL},
    {".r", "text/x-r", CARE_TEXT, NULL},
    {".rnw", "text/x-r", CARE_TEXT, NULL},
    /* Programs in text form, which interpreters run; pages that a server makes; mails and
     * other wrappings with pages in them. */
    {".sh", "text/x-shellscript", CARE_SOURCE, NULL},
    {".bash", "text/x-shellscript", CARE_SOURCE, NULL},
    {".zsh", "text/x-shellscript", CARE_SOURCE, NULL},
    {".csh", "text/x-shellscript", CARE_SOURCE, NULL},
    {".ksh", "text/x-shellscript", CARE_SOURCE, NULL},
    {".fish", "text/x-shellscript", CARE_SOURCE, NULL},
    {".py", "text/x-python", CARE_SOURCE, NULL},
    {".pyw", "text/x-python", CARE_SOURCE, NULL},
    {".rb", "text/x-ruby", CARE_SOURCE, NULL},
    {".pl", "text/x-perl", CARE_SOURCE, NULL},
    {".tcl", "text/x-tcl", CARE_SOURCE, NULL},
    {".lua", "text/x-lua", CARE_SOURCE, NULL},
    {".php", "application/x-httpd-php", CARE_SOURCE, NULL},
    {".phtml", "application/x-httpd-php", CARE_SOURCE, NULL},
    {".asp", "text/plain", CARE_SOURCE, NULL},
    {".aspx", "text/plain", CARE_SOURCE, NULL},
    {".jsp", "text/plain", CARE_SOURCE, NULL},
    {".cgi", "text/plain", CARE_SOURCE, NULL},
    {".mht", "multipart/related", CARE_SOURCE, NULL},
    {".mhtml", "multipart/related", CARE_SOURCE, NULL},
    {".eml", "message/rfc822", CARE_SOURCE, NULL},
    {".xul", "application/vnd.mozilla.xul+xml", CARE_SOURCE, NULL},
    {".xbl", "application/xml", CARE_SOURCE, NULL},
    {".htc", "text/x-component", CARE_SOURCE, NULL},
    {".dtd", "application/xml-dtd", CARE_SOURCE, NULL},
    {".ent", "text/plain", CARE_SOURCE, NULL},
    /* Pages. */
    {".html", "text/html", CARE_HTML, NULL},
    {".htm", "text/html", CARE_HTML, NULL},
    {".shtml", "text/html", CARE_HTML, NULL},
    {".shtm", "text/html", CARE_HTML, NULL},
    /* XML. */
    {".svg", "image/svg+xml", CARE_XML, NULL},
    {".xhtml", "application/xhtml+xml", CARE_XML, NULL},
    {".xht", "application/xhtml+xml", CARE_XML, NULL},
    {".xml", "application/xml", CARE_XML, NULL},
    {".rss", "application/rss+xml", CARE_XML, NULL},
    {".atom", "application/atom+xml", CARE_XML, NULL},
    {".rdf", "application/rdf+xml", CARE_XML, NULL},
    {".owl", "application/rdf+xml", CARE_XML, NULL},
    {".xsd", "application/xml", CARE_XML, NULL},
    {".rng", "application/xml", CARE_XML, NULL},
    {".xsl", "application/xslt+xml", CARE_XML, NULL},
    {".xslt", "application/xslt+xml", CARE_XML, NULL},
    {".kml", "application/vnd.google-earth.kml+xml", CARE_XML, NULL},
    {".gpx", "application/gpx+xml", CARE_XML, NULL},
    {".gml", "application/gml+xml", CARE_XML, NULL},
    {".tei", "application/tei+xml", CARE_XML, NULL},
    {".opml", "text/x-opml", CARE_XML, NULL},
    {".wsdl", "application/wsdl+xml", CARE_XML, NULL},
    {".mml", "application/mathml+xml", CARE_XML, NULL},
    {".mathml", "application/mathml+xml", CARE_XML, NULL},
    {".musicxml", "application/vnd.recordare.musicxml+xml", CARE_XML, NULL},
    {".drawio", "application/xml", CARE_XML, NULL},
    {".bpmn", "application/xml", CARE_XML, NULL},
    {".plist", "application/xml", CARE_XML, NULL},
    {".fodt", "application/vnd.oasis.opendocument.text-flat-xml", CARE_XML, NULL},
    {".fods", "application/vnd.oasis.opendocument.spreadsheet-flat-xml", CARE_XML, NULL},
    {".fodp", "application/vnd.oasis.opendocument.presentation-flat-xml", CARE_XML, NULL},
    {".fodg", "application/vnd.oasis.opendocument.graphics-flat-xml", CARE_XML, NULL},
    {".svgz", "image/svg+xml", CARE_SVGZ, NULL},
    {".pdf", "application/pdf", CARE_PDF, NULL},
    /* What runs when it is opened, or leads to what does. */
    {".js", "text/javascript", CARE_ACTIVE, "a script"},
    {".mjs", "text/javascript", CARE_ACTIVE, "a script"},
    {".cjs", "text/javascript", CARE_ACTIVE, "a script"},
    {".jse", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".vbs", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".vbe", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".vb", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".wsf", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".wsh", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".wsc", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".ws", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".sct", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".bat", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".cmd", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".ps1", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".ps1xml", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".psm1", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".psd1", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".psc1", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".psc2", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".ahk", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".hta", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".command", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".scpt", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".scptd", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".workflow", "application/octet-stream", CARE_ACTIVE, "a script"},
    {".exe", "application/vnd.microsoft.portable-executable", CARE_ACTIVE, "a program"},
    {".com", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".scr", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".pif", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".cpl", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".dll", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".sys", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".ocx", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".drv", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".efi", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".appref-ms", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".library-ms", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".search-ms", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".msixbundle", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".appxbundle", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".appinstaller", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".flatpakref", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".webarchive", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".mobileconfig", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".terminal", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".mui", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".gadget", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".application", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".app", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".run", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".appimage", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".elf", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".out", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".so", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".dylib", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".wasm", "application/wasm", CARE_ACTIVE, "a program"},
    {".swf", "application/x-shockwave-flash", CARE_ACTIVE, "a program"},
    {".jar", "application/java-archive", CARE_ACTIVE, "a program"},
    {".jnlp", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".class", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".war", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".xap", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".xbap", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".air", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".ipa", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".apk", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".aab", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".xpi", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".crx", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".pyc", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".pyo", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".pyz", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".pyzw", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".rpyc", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".chm", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".hlp", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".msc", "application/octet-stream", CARE_ACTIVE, "a program"},
    {".msi", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".msp", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".mst", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".msix", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".appx", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".deb", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".rpm", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".pkg", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".mpkg", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".snap", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".flatpak", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".diagcab", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".cab", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".inf", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".ins", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".isp", "application/octet-stream", CARE_ACTIVE, "an installer"},
    {".dmg", "application/octet-stream", CARE_ACTIVE, "a disk image"},
    {".iso", "application/octet-stream", CARE_ACTIVE, "a disk image"},
    {".img", "application/octet-stream", CARE_ACTIVE, "a disk image"},
    {".vhd", "application/octet-stream", CARE_ACTIVE, "a disk image"},
    {".vhdx", "application/octet-stream", CARE_ACTIVE, "a disk image"},
    {".lnk", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".url", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".webloc", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".desktop", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".website", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".inetloc", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".fileloc", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".scf", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".shb", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".shs", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".rdp", "application/octet-stream", CARE_ACTIVE, "a shortcut to somewhere else"},
    {".reg", "application/octet-stream", CARE_ACTIVE, "a change of settings"},
    {".prf", "application/octet-stream", CARE_ACTIVE, "a change of settings"},
    {".grp", "application/octet-stream", CARE_ACTIVE, "a change of settings"},
    {".docm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".dotm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".xlsm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".xltm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".xlam", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".xlsb", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".xla", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".xll", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".xlm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".xlw", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".pptm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".potm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".ppsm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".ppam", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".ppa", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".sldm", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".wiz", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".accdb", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".accde", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".accda", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".mdb", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".mde", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".mda", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".mdw", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".iqy", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".oqy", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".slk", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
    {".oxt", "application/octet-stream", CARE_ACTIVE, "an office file with macros"},
};
/* clang-format on */

static const struct {
    const char *magic;
    size_t at, len;
    const char *extension; /* of the row */
} magics[] = {
    {"%PDF-", 0, 5, ".pdf"},
    {"\x89PNG\r\n\x1a\n", 0, 8, ".png"},
    {"\xFF\xD8\xFF", 0, 3, ".jpg"},
    {"GIF87a", 0, 6, ".gif"},
    {"GIF89a", 0, 6, ".gif"},
    {"WEBP", 8, 4, ".webp"},
    {"ftypavif", 4, 8, ".avif"},
    {"\0\0\1\0", 0, 4, ".ico"},
    {"\x1F\x8B", 0, 2, ".gz"},
    {"\x7F"
     "ELF",
     0, 4, ".elf"},
    {"\0asm", 0, 4, ".wasm"},
    {"\xCA\xFE\xBA\xBE", 0, 4, ".class"}, /* and programs of two kinds of Mac */
    {"\xFE\xED\xFA\xCE", 0, 4, ".dylib"},
    {"\xFE\xED\xFA\xCF", 0, 4, ".dylib"},
    {"\xCE\xFA\xED\xFE", 0, 4, ".dylib"},
    {"\xCF\xFA\xED\xFE", 0, 4, ".dylib"},
    {"L\0\0\0\x01\x14\x02\0", 0, 8, ".lnk"},
    {"ITSF\x03\0\0\0", 0, 8, ".chm"},
    {"dex\n035", 0, 7, ".apk"},
};

static const struct media *row_of(struct str extension)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (str_eq_ignore_case(extension, str_from(rows[i].extension))) {
            return &rows[i];
        }
    }
    return NULL;
}

const struct media *media_by_name(struct str path)
{
    while (path.len && !ascii_is_alnum(path.ptr[path.len - 1])) {
        path.len--;
    }
    return row_of(path_extension(path));
}

/* "MZ" alone may begin a text: the place of the second header must hold one. */
static bool is_windows_program(struct str bytes)
{
    if (!str_starts(bytes, "MZ") || bytes.len < 64) {
        return false;
    }
    size_t at = 0;
    for (size_t i = 4; i-- > 0;) {
        at = at << 8 | (uint8_t)bytes.ptr[0x3C + i];
    }
    struct str header = str_sub(bytes, at, at + 2);
    return str_is(header, "PE") || str_is(header, "NE") || str_is(header, "LE");
}

/* "BM", too: two bytes behind the file's size are 0, and so is what a header's size has
 * above its first byte. */
static bool is_bitmap(struct str bytes)
{
    return str_starts(bytes, "BM") &&
           str_eq(str_sub(bytes, 6, 10), str_make("\0\0\0\0", 4)) &&
           str_eq(str_sub(bytes, 15, 18), str_make("\0\0\0", 3));
}

const struct media *media_by_content(struct str bytes)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        struct str there = str_sub(bytes, magics[i].at, magics[i].at + magics[i].len);
        if (str_eq(there, str_make(magics[i].magic, magics[i].len))) {
            return row_of(str_from(magics[i].extension));
        }
    }
    return is_windows_program(bytes) ? row_of(STR(".exe"))
           : is_bitmap(bytes)        ? row_of(STR(".bmp"))
                                     : NULL;
}

struct str media_type_of(struct str path, struct str bytes)
{
    const struct media *media = media_by_content(bytes);
    media = media ? media : media_by_name(path);
    return media ? str_from(media->type) : STR("application/octet-stream");
}
