#include "pdf/parts.h"

struct calendar {
    int year;
    unsigned month, day, hour, minute, second;
};

/* Days since 1970 to a date of the Gregorian calendar, without time zones. */
static struct calendar calendar_of(int64_t seconds)
{
    int64_t days = seconds / 86400, rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    days += 719468; /* from 1 March 0000 */
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    struct calendar date = {
        .year = (int)(year_of_era + era * 400 + (month >= 10)),
        .month = (unsigned)(month < 10 ? month + 3 : month - 9),
        .day = (unsigned)(day_of_year - (153 * month + 2) / 5 + 1),
        .hour = (unsigned)(rest / 3600),
        .minute = (unsigned)(rest / 60 % 60),
        .second = (unsigned)(rest % 60),
    };
    return date;
}

void metadata_add_date(struct buf *out, int64_t seconds)
{
    struct calendar d = calendar_of(seconds);
    buf_add_format(out, "(D:%04d%02u%02u%02u%02u%02uZ)", d.year, d.month, d.day, d.hour,
                   d.minute, d.second);
}

static void add_xmp_date(struct buf *out, const char *name, int64_t seconds)
{
    struct calendar d = calendar_of(seconds);
    buf_add_format(out, "<xmp:%s>%04d-%02u-%02uT%02u:%02u:%02uZ</xmp:%s>", name, d.year,
                   d.month, d.day, d.hour, d.minute, d.second, name);
}

static void add_xmp_element(struct buf *out, const char *before, struct str text,
                            const char *after)
{
    if (text.len) {
        buf_add_text(out, before);
        buf_add_escaped(out, text);
        buf_add_text(out, after);
    }
}

/* PDF/A wants every property that its schemas do not know described (ISO 19005-3, 6.6.2.3).
 */
static const char extension_schema[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO "
    "14289</pdfaProperty:description></rdf:li></rdf:Seq>"
    "</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>";

static void add_xmp(struct buf *out, const struct pdf_options *options)
{
    buf_add_text(
        out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
             "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
             "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
             "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
             " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
             "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
             " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
             " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
             " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
             " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
             " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
             "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
             "<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>");
    add_xmp_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                    options->title, "</rdf:li></rdf:Alt></dc:title>");
    add_xmp_element(out, "<dc:creator><rdf:Seq><rdf:li>", options->author,
                    "</rdf:li></rdf:Seq></dc:creator>");
    add_xmp_element(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                    options->subject, "</rdf:li></rdf:Alt></dc:description>");
    add_xmp_element(out, "<dc:language><rdf:Bag><rdf:li>", options->language,
                    "</rdf:li></rdf:Bag></dc:language>");
    add_xmp_element(out, "<pdf:Producer>", options->producer, "</pdf:Producer>");
    add_xmp_element(out, "<xmp:CreatorTool>", options->producer, "</xmp:CreatorTool>");
    add_xmp_date(out, "CreateDate", options->date);
    add_xmp_date(out, "ModifyDate", options->date);
    buf_add_text(out, extension_schema);
    buf_add_text(out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

static void add_info_entry(struct buf *out, const char *key, struct str text)
{
    if (text.len) {
        buf_add_text(out, key);
        pdf_add_text(out, text);
    }
}

static void write_output_intent(struct pdf_writer *writer)
{
    struct buf profile = {0}, entries = {0};
    icc_add_srgb(&profile);
    pdf_ref icc = pdf_reserve(writer);
    pdf_set_stream(writer, icc, STR("/N 3"), buf_str(&profile), false);
    buf_add_text(&entries, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                           "/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
                           "/DestOutputProfile ");
    pdf_add_ref(&entries, icc);
    buf_add_text(&entries, ">>]");
    pdf_catalog_add(writer, buf_str(&entries));
    buf_clear(&profile);
    buf_clear(&entries);
}

pdf_ref metadata_write(struct pdf_writer *writer, const struct pdf_options *options)
{
    struct buf xmp = {0}, entries = {0};
    add_xmp(&xmp, options);
    pdf_ref stream = pdf_reserve(writer);
    pdf_set_stream(writer, stream, STR("/Type/Metadata/Subtype/XML"), buf_str(&xmp), true);
    buf_add_text(&entries, "/Metadata ");
    pdf_add_ref(&entries, stream);
    buf_add_text(&entries, "/Lang");
    pdf_add_text(&entries, options->language.len ? options->language : STR("en"));
    pdf_catalog_add(writer, buf_str(&entries));
    write_output_intent(writer);

    buf_reset(&entries);
    add_info_entry(&entries, "/Title", options->title);
    add_info_entry(&entries, "/Author", options->author);
    add_info_entry(&entries, "/Subject", options->subject);
    add_info_entry(&entries, "/Producer", options->producer);
    add_info_entry(&entries, "/Creator", options->producer);
    buf_add_text(&entries, "/CreationDate");
    metadata_add_date(&entries, options->date);
    buf_add_text(&entries, "/ModDate");
    metadata_add_date(&entries, options->date);
    pdf_ref info = pdf_reserve(writer);
    pdf_set(writer, info, buf_str(&entries));
    buf_clear(&xmp);
    buf_clear(&entries);
    return info;
}
