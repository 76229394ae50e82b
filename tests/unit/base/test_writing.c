/* Languages told by letters: a sentence of each. */
#include "base/writing.h"

#include "cmocka_offprint.h"

/* clang-format off */
static const struct {
    const char *language, *text;
} sentences[] = {
    {"ar", "هذا المستند يشرح كيفية البدء في استخدام المشروع. يرجى تشغيل الأمر git clone."},
    {"bg", "Този документ обяснява как да започнете работа с проекта. Той съдържа всички стъпки, които са необходими за ъгъла."},
    {"", "Dieses Dokument erklärt, wie man beginnt."},
    {"el", "Αυτό το έγγραφο εξηγεί πώς να ξεκινήσετε."},
    {"", "This document explains. Ünser \"x\"."},
    {"fa", "این سند چگونگی آغاز به کار با پروژه را توضیح می‌دهد. لطفاً دستور git clone را اجرا کنید."},
    {"he", "מסמך זה מסביר כיצד להתחיל לעבוד עם הפרויקט. \"ציטוט\" כאן."},
    {"hi", "यह दस्तावेज़ बताता है कि परियोजना कैसे शुरू करें।"},
    {"ja", "これは日本語の文書です。「git clone」を実行してください。手順は次のとおりです。"},
    {"ka", "ეს დოკუმენტი განმარტავს"},
    {"km", "ឯកសារនេះពន្យល់ពីរបៀបចាប់ផ្តើម"},
    {"ko", "이 문서는 프로젝트를 시작하는 방법을 설명합니다."},
    {"ru", "Этот документ объясняет, как начать работу. \"Цитата\" здесь, мы были рады."},
    {"sr", "Овај документ објашњава како да почнете са радом на пројекту."},
    {"th", "เอกสารนี้อธิบายวิธีเริ่มต้นใช้งานโครงการ"},
    {"uk", "Цей документ пояснює, як розпочати роботу з проєктом. Її ім’я є в цій таблиці."},
    {"ur", "یہ دستاویز بتاتی ہے کہ منصوبے کو کیسے شروع کیا جائے۔ ہم نے ٹیم بنائی ہے۔"},
    {"zh-Hant", "本文件介紹如何開始使用這個專案。請執行 git clone，然後閱讀說明。我們會在這裡說明所有的步驟。"},
    {"zh", "本文档介绍如何开始使用这个项目。请运行 git clone，然后阅读说明。我们会在这里说明所有的步骤。"},
    {"ja", "東京都千代田区のページ"},
    {"", ""},
    {"", "12 + 3"},
    {"", "Ein Wort auf Russisch: мир"},
    {"he", "API: מסמך קצר על git, npm ועוד"},
};
/* clang-format on */

static struct writing read(const char *text)
{
    struct writing writing = {0};
    writing_add(&writing, str_from(text));
    return writing;
}

static void tells_languages(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        struct writing writing = read(sentences[i].text);
        struct str got = writing_language(&writing);
        if (!str_is(got, sentences[i].language)) {
            print_error("'%s' is '%.*s', not '%s'\n", sentences[i].text, STR_ARG(got),
                        sentences[i].language);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void compares_scripts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *language;
        bool fits;
    } rows[] = {
        {"Wort", "de", true},    {"Wort", "ru", false}, {"мир", "ru", true},
        {"мир", "sr", true},     {"мир", "en", false},  {"文書", "ja", true},
        {"文書", "zh-TW", true}, {"かな", "zh", false}, {"문서", "ko", true},
        {"שלום", "he-IL", true}, {"שלום", "ar", false}, {"12", "th", true},
        {"мир", "und", false},   {"Wort", "", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct writing writing = read(rows[i].text);
        if (writing_fits(&writing, str_from(rows[i].language)) != rows[i].fits) {
            fail_msg("'%s' and %s", rows[i].text, rows[i].language);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_languages),
        cmocka_unit_test(compares_scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
