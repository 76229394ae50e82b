/* What a file says of itself: its claims, its language, and the same in both places. */
#include "pdf/writer_offprint.h"

static struct str xmp_of(struct writer_fixture *fixture)
{
    for (pdf_ref ref = 1; ref < pdf_object_count(fixture->writer); ref++) {
        struct str stream = find_object(fixture, ref).stream;
        if (str_starts(stream, "<?xpacket")) {
            return stream;
        }
    }
    return (struct str){0};
}

static void claims_its_standards(void **state)
{
    struct writer_fixture *fixture = *state;
    struct pdf_options options = {.title = STR("T")};
    metadata_write_intent(fixture->writer);
    (void)metadata_write(fixture->writer, &options);
    struct str xmp = xmp_of(fixture);
    assert_has(xmp, "<pdfaid:part>3</pdfaid:part>"
                    "<pdfaid:conformance>A</pdfaid:conformance>"
                    "<pdfuaid:part>1</pdfuaid:part>");
    assert_has(object_text(fixture, pdf_catalog_write(fixture->writer)),
               "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1");
}

static void says_its_language(void **state)
{
    struct writer_fixture *fixture = *state;
    struct pdf_options options = {.title = STR("T"), .language = STR("fr-CA")};
    (void)metadata_write(fixture->writer, &options);
    assert_has(object_text(fixture, pdf_catalog_write(fixture->writer)), "/Lang(fr-CA)");
    assert_has(xmp_of(fixture), "<dc:language><rdf:Bag><rdf:li>fr-CA</rdf:li>");
}

static void takes_english_where_no_language_is_known(void **state)
{
    struct writer_fixture *fixture = *state;
    struct pdf_options options = {.title = STR("T")};
    (void)metadata_write(fixture->writer, &options);
    assert_has(object_text(fixture, pdf_catalog_write(fixture->writer)), "/Lang(en)");
    assert_lacks(xmp_of(fixture), "<dc:language>");
}

static void tells_both_places_the_same(void **state)
{
    struct writer_fixture *fixture = *state;
    struct pdf_options options = {.title = STR("A & B"),
                                  .author = STR("C"),
                                  .subject = STR("D"),
                                  .producer = STR("offprint"),
                                  .date = 1626370366};
    struct str info = object_text(fixture, metadata_write(fixture->writer, &options));
    assert_has(info, "/Title(A & B)/Author(C)/Subject(D)/Producer(offprint)"
                     "/Creator(offprint)/CreationDate(D:20210715173246Z)"
                     "/ModDate(D:20210715173246Z)");
    struct str xmp = xmp_of(fixture);
    assert_has(xmp, "\"x-default\">A &amp; B</rdf:li>");
    assert_has(xmp, "<dc:creator><rdf:Seq><rdf:li>C<");
    assert_has(xmp, "\"x-default\">D</rdf:li>");
    assert_has(xmp, "<pdf:Producer>offprint<");
    assert_has(xmp, "<xmp:CreateDate>2021-07-15T17:32:46Z<");
    assert_has(xmp, "<xmp:ModifyDate>2021-07-15T17:32:46Z<");
}

#define TEST(name)                                                                         \
    cmocka_unit_test_setup_teardown(name, writer_fixture_open, writer_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(claims_its_standards),
        TEST(says_its_language),
        TEST(takes_english_where_no_language_is_known),
        TEST(tells_both_places_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
