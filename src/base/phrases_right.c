/* Rows of the table of phrases: those that are written from right to left: Arabic, Persian,
 * Hebrew. Marks of direction keep a bracket beside what is Latin.
 * What each is for stands in phrases.h; how numbers look, in numerals.c. */
#include "base/phrase_rows.h"

/* clang-format off */
const struct phrase_row phrases_right[] = {
    {"ar", {
        [PHRASE_CONTENTS] = "المحتويات",
        [PHRASE_DOCUMENTS] = "المستندات",
        [PHRASE_WORDS] = "الكلمات",
        [PHRASE_COPY_OF] = "نسخة من",
        [PHRASE_AS_OF] = "بتاريخ",
        [PHRASE_REVISION] = "المراجعة",
        [PHRASE_REVISION_IN_LINE] = "المراجعة",
        [PHRASE_LAST_CHANGED] = "آخر تعديل",
        [PHRASE_LAST_CHANGED_ON] = "آخر تعديل: %",
        [PHRASE_PREPARED_FOR] = "أُعدّ من أجل",
        [PHRASE_CONTACT] = "للتواصل",
        [PHRASE_COLOPHON] = "بيانات النشر",
        [PHRASE_WEB_ADDRESSES] = "عناوين الويب في هذا المستند",
        [PHRASE_PAGES_LEFT_OUT] = "صفحات غير مدرجة",
        [PHRASE_ABOUT_COPY] = "عن هذه النسخة",
        [PHRASE_COPY_DATED] = "نسخة بتاريخ %",
        [PHRASE_SOURCE] = "المصدر",
        [PHRASE_CALLOUT_NOTE] = "ملاحظة",
        [PHRASE_CALLOUT_TIP] = "نصيحة",
        [PHRASE_CALLOUT_IMPORTANT] = "مهم",
        [PHRASE_CALLOUT_WARNING] = "تحذير",
        [PHRASE_CALLOUT_CAUTION] = "تنبيه",
        [PHRASE_PAGE_SHORT] = "ص %",
        [PHRASE_PAGE] = "صفحة %",
        [PHRASE_NOTE] = "حاشية %",
        [PHRASE_IMAGE] = "صورة",
        [PHRASE_FILE] = "ملف",
        [PHRASE_FILES] = "الملفات",
        [PHRASE_LINKS] = "الروابط",
        [PHRASE_ON_THIS_PAGE] = "في هذه الصفحة",
        [PHRASE_PREVIOUS] = "السابق",
        [PHRASE_NEXT] = "التالي",
        [PHRASE_SKIP] = "انتقل إلى النص",
        [PHRASE_PACKET] = "المجموعة",
        [PHRASE_COMMA] = "، ",
        [PHRASE_LINKS_WORK] =
            "تعمل الروابط بين هذه المستندات داخل هذا الملف، وترافقها أرقام الصفحات لمن "
            "يقرأ على الورق؛ أما عناوين الويب فمدرجة في نهاية كل مستند.",
        [PHRASE_LINKED_ONLY] =
            "هناك روابط إلى صفحات الموقع هذه لكنها ليست ضمن هذه المجموعة؛ تؤدي الروابط "
            "إلى الموقع.",
        [PHRASE_SITE_COUNTS] = "المستندات المعتمدة هي المنشورة على الموقع.",
        [PHRASE_REVISION_OF] = " · ",
        [PHRASE_DOCUMENTS_OF] = " · نسخة من %",
        [PHRASE_IMAGE_IN_LINE] = "صورة",
        [PHRASE_COLON] = ": ",
        [PHRASE_STOP] = ".",
        [PHRASE_COPY] = "نسخة",
        [PHRASE_COPY_FROM] = "نسخة من %",
        [PHRASE_COPY_OF_DAY] = "نسخة بتاريخ %.",
        [PHRASE_NUMBER_OF] = " من ",
        [PHRASE_STATE_OF] = "بتاريخ %",
        [PHRASE_PREPARED_FOR_WHOM] = "أُعدّ من أجل: %",
        [PHRASE_SOURCE_IN_LINE] = "المصدر",
        [PHRASE_SOURCE_REVISION] = "مراجعة المصدر: %.",
        [PHRASE_QUESTIONS] = "للأسئلة: %.",
        [PHRASE_MADE_WITH] = "أُنشئ باستخدام %.",
        [PHRASE_LIVING_ON] = "المستندات المحدَّثة منشورة على %.",
        [PHRASE_DOCUMENT_COUNT] =
            "لا مستندات|مستند واحد|مستندان|% مستندات|% مستندًا|% مستند",
        [PHRASE_WORD_COUNT] = "لا كلمات|كلمة واحدة|كلمتان|% كلمات|% كلمة|% كلمة",
        [PHRASE_PAGE_COUNT] = "لا صفحات|صفحة واحدة|صفحتان|% صفحات|% صفحة|% صفحة",
        [PHRASE_UNITS] = "% بايت|% كيلوبايت|% ميغابايت",
        [PHRASE_ALL_DOCUMENTS] = "كل المستندات (%)",
        [PHRASE_ALL_FILES] = "كل الملفات (%)",
        [PHRASE_WHOLE_AS_PDF] = "كل ذلك في مستند واحد، للقراءة والطباعة: %",
        [PHRASE_THE_PACKET] = "المجموعة",
        [PHRASE_LINKS_TELL] = "ما لا يؤدي إلى شيء وما يؤدي إلى خارج هذه المجموعة: %.",
        [PHRASE_LINKS_REPORT] = "تقرير الروابط",
        [PHRASE_REPORT] = "التقرير",
        [PHRASE_FOR_MACHINES] = "للبرامج: %",
        [PHRASE_BROKEN_LINKS] = "روابط معطلة",
        [PHRASE_BROKEN_ABOUT] = "لا تؤدي هذه الروابط إلى شيء؛ وتبقى كلماتها في النص.",
        [PHRASE_LEFT_OUT] = "ما تُرك",
        [PHRASE_LEFT_OUT_ABOUT] =
            "ما كان يحيط بمحتوى هذه الصفحات في موقعها وعُدّ قوائم وما شابهها؛ بكلماته "
            "الأولى.",
        [PHRASE_LIVE_LINKS] = "روابط إلى الموقع",
        [PHRASE_EXTERNAL_LINKS] = "روابط إلى مواقع أخرى",
        [PHRASE_EXTERNAL_ABOUT] = "تحتاج إلى اتصال بالشبكة.",
        [PHRASE_NONE] = "لا يوجد.",
        [PHRASE_LINK_WORDS] = "نص الرابط",
        [PHRASE_ADDRESS] = "العنوان",
        [PHRASE_WHERE] = "الموضع",
        [PHRASE_EMPTY] = "(فارغ)",
        [PHRASE_UNPACK] = "فُكّ الضغط أولًا.",
        [PHRASE_UNPACK_WHY] =
            "إذا كانت هذه الصفحة مفتوحة داخل ملف ZIP، ففُكّ ضغط الملف كله، ثم افتح "
            "START-HERE.html في المجلد الجديد. لا شيء هنا يحتاج إلى اتصال بالشبكة.",
        [PHRASE_OPEN_PAGES] = "افتح الصفحات",
        [PHRASE_OPEN_PDF] = "افتح ملف PDF",
        [PHRASE_IS_IT_WHOLE] = "هل كل شيء مكتمل؟",
        [PHRASE_BAG] =
            "هذا المجلد حزمة BagIt \xe2\x80\x8f(RFC 8493): يحتوي بيانان على بصمة كل ملف. "
            "في الطرفية، داخل هذا المجلد:",
        [PHRASE_COMMANDS] = "الأوامر",
        [PHRASE_ON_A_MAC] =
            "على أجهزة ماك يؤدي % العمل نفسه؛ وأي برنامج BagIt يتحقق من كل شيء دفعة "
            "واحدة.",
        [PHRASE_README_OPEN] = "الفتح: START-HERE.html في أي متصفح، بعد فك ضغط ملف ZIP كله",
        [PHRASE_README_VERIFY] =
            "التحقق: sha256sum -c manifest-sha256.txt (حزمة BagIt، \xe2\x80\x8fRFC 8493)",
        [PHRASE_README_SOURCE] = "المصدر: %",
        [PHRASE_KIND_WITHOUT] = "نسخة بلا محتوى نشط",
        [PHRASE_KIND_AS_TEXT] = "كنص",
        [PHRASE_KIND_WITH] = "مع محتوى نشط",
        [PHRASE_LIVE] = "على الموقع",
        [PHRASE_NO_TARGET] = "لا هدف",
        [PHRASE_NO_SUCH_PAGE] = "الصفحة غير موجودة",
        [PHRASE_NO_SUCH_FILE] = "الملف غير موجود",
        [PHRASE_FILE_NOT_AVAILABLE] = "الملف غير متاح",
        [PHRASE_FILE_RUNS] = "ملف يُشغَّل عند فتحه",
        [PHRASE_OUTSIDE_SITE] = "خارج الموقع",
        [PHRASE_NOT_IN_PACKET] = "ليست ضمن هذه المجموعة",
        [PHRASE_LINK_CIRCLE] = "حلقة من الروابط الرمزية",
        [PHRASE_REDIRECT_CIRCLE] = "إعادة توجيه في حلقة",
        [PHRASE_UNSAFE_ADDRESS] = "عنوان غير آمن",
        [PHRASE_LONG_ADDRESS] = "عنوان أطول من اللازم",
        [PHRASE_INVALID_ADDRESS] = "عنوان غير صالح",
        [PHRASE_TABLE] = "جدول %",
        [PHRASE_CODE] = "شفرة %",
        [PHRASE_FORMULA] = "صيغة %",
        [PHRASE_TASK_DONE] = "منجز",
        [PHRASE_TASK_OPEN] = "غير منجز",
        [PHRASE_BACK_TO_TEXT] = "العودة إلى النص",
        [PHRASE_SOURCES_DIGEST] =
            "بصمة المصادر (SHA-256 لقائمة تضم SHA-256 ومسار كل مستند، بالترتيب): %",
        [PHRASE_SET_BY] =
            "نُضّد بخطوط Gentium Plus وOpen Sans وJetBrains Mono بواسطة %. الملف موسوم "
            "للتقنيات المساعدة (PDF/UA-1) ومُعدّ للحفظ الطويل (PDF/A-3a)؛ والمصدر نفسه "
            "يعطي البايتات نفسها.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] =
            "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    }},
    {"ar-IQ", {
        [PHRASE_MONTHS] =
            "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين "
            "الثاني|كانون الأول",
    }},
    {"ar-JO", {
        [PHRASE_MONTHS] =
            "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين "
            "الثاني|كانون الأول",
    }},
    {"ar-LB", {
        [PHRASE_MONTHS] =
            "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين "
            "الثاني|كانون الأول",
    }},
    {"ar-PS", {
        [PHRASE_MONTHS] =
            "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين "
            "الثاني|كانون الأول",
    }},
    {"ar-SY", {
        [PHRASE_MONTHS] =
            "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين "
            "الثاني|كانون الأول",
    }},
    {"ar-DZ", {
        [PHRASE_MONTHS] =
            "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    }},
    {"ar-TN", {
        [PHRASE_MONTHS] =
            "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    }},
    {"ar-MA", {
        [PHRASE_MONTHS] =
            "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
    }},
    {"fa", {
        [PHRASE_CONTENTS] = "فهرست مطالب",
        [PHRASE_DOCUMENTS] = "سندها",
        [PHRASE_WORDS] = "واژه‌ها",
        [PHRASE_COPY_OF] = "رونوشت از",
        [PHRASE_AS_OF] = "به تاریخ",
        [PHRASE_REVISION] = "بازنگری",
        [PHRASE_REVISION_IN_LINE] = "بازنگری",
        [PHRASE_LAST_CHANGED] = "آخرین تغییر",
        [PHRASE_LAST_CHANGED_ON] = "آخرین تغییر: %",
        [PHRASE_PREPARED_FOR] = "تهیه‌شده برای",
        [PHRASE_CONTACT] = "تماس",
        [PHRASE_COLOPHON] = "شناسنامه",
        [PHRASE_WEB_ADDRESSES] = "نشانی‌های وب در این سند",
        [PHRASE_PAGES_LEFT_OUT] = "صفحه‌های کنارگذاشته‌شده",
        [PHRASE_ABOUT_COPY] = "دربارهٔ این رونوشت",
        [PHRASE_COPY_DATED] = "رونوشت %",
        [PHRASE_SOURCE] = "منبع",
        [PHRASE_CALLOUT_NOTE] = "یادداشت",
        [PHRASE_CALLOUT_TIP] = "نکته",
        [PHRASE_CALLOUT_IMPORTANT] = "مهم",
        [PHRASE_CALLOUT_WARNING] = "هشدار",
        [PHRASE_CALLOUT_CAUTION] = "احتیاط",
        [PHRASE_PAGE_SHORT] = "ص %",
        [PHRASE_PAGE] = "صفحهٔ %",
        [PHRASE_NOTE] = "پانویس %",
        [PHRASE_IMAGE] = "تصویر",
        [PHRASE_FILE] = "پرونده",
        [PHRASE_FILES] = "پرونده‌ها",
        [PHRASE_LINKS] = "پیوندها",
        [PHRASE_ON_THIS_PAGE] = "در این صفحه",
        [PHRASE_PREVIOUS] = "قبلی",
        [PHRASE_NEXT] = "بعدی",
        [PHRASE_SKIP] = "رفتن به متن",
        [PHRASE_PACKET] = "مجموعه",
        [PHRASE_COMMA] = "، ",
        [PHRASE_LINKS_WORK] =
            "پیوندهای میان این سندها در این پرونده کار می‌کنند و برای چاپ شمارهٔ صفحه "
            "دارند؛ نشانی‌های وب در پایان هر سند آمده‌اند.",
        [PHRASE_LINKED_ONLY] =
            "به این صفحه‌های سایت پیوند داده شده، اما در این مجموعه نیستند؛ پیوندها به "
            "خود سایت می‌روند.",
        [PHRASE_SITE_COUNTS] = "سندهای معتبر همان‌هایی‌اند که در سایت منتشر شده‌اند.",
        [PHRASE_REVISION_OF] = " · ",
        [PHRASE_DOCUMENTS_OF] = " · رونوشت از %",
        [PHRASE_IMAGE_IN_LINE] = "تصویر",
        [PHRASE_COLON] = ": ",
        [PHRASE_STOP] = ".",
        [PHRASE_COPY] = "رونوشت",
        [PHRASE_COPY_FROM] = "رونوشت از %",
        [PHRASE_COPY_OF_DAY] = "رونوشت به تاریخ %.",
        [PHRASE_NUMBER_OF] = " از ",
        [PHRASE_STATE_OF] = "به تاریخ %",
        [PHRASE_PREPARED_FOR_WHOM] = "تهیه‌شده برای %",
        [PHRASE_SOURCE_IN_LINE] = "منبع",
        [PHRASE_SOURCE_REVISION] = "بازنگری منبع: %.",
        [PHRASE_QUESTIONS] = "پرسش‌ها: %.",
        [PHRASE_MADE_WITH] = "ساخته‌شده با %.",
        [PHRASE_LIVING_ON] = "سندهای به‌روز در %.",
        [PHRASE_DOCUMENT_COUNT] = "% سند",
        [PHRASE_WORD_COUNT] = "% واژه",
        [PHRASE_PAGE_COUNT] = "% صفحه",
        [PHRASE_UNITS] = "% بایت|% کیلوبایت|% مگابایت",
        [PHRASE_ALL_DOCUMENTS] = "همهٔ % سند",
        [PHRASE_ALL_FILES] = "همهٔ % پرونده",
        [PHRASE_WHOLE_AS_PDF] = "همه در یک سند، برای خواندن و چاپ: %",
        [PHRASE_THE_PACKET] = "مجموعه",
        [PHRASE_LINKS_TELL] =
            "آنچه به جایی نمی‌رسد و آنچه به بیرون از این مجموعه می‌رود: %.",
        [PHRASE_LINKS_REPORT] = "گزارش پیوندها",
        [PHRASE_REPORT] = "گزارش",
        [PHRASE_FOR_MACHINES] = "برای برنامه‌ها: %",
        [PHRASE_BROKEN_LINKS] = "پیوندهای شکسته",
        [PHRASE_BROKEN_ABOUT] = "این پیوندها به جایی نمی‌رسند؛ واژه‌هایشان در متن می‌ماند.",
        [PHRASE_LEFT_OUT] = "کنار گذاشته‌شده",
        [PHRASE_LEFT_OUT_ABOUT] =
            "آنچه در سایت پیرامون محتوای این صفحه‌ها بود و فهرست و مانند آن به شمار آمد؛ "
            "با نخستین واژه‌هایش.",
        [PHRASE_LIVE_LINKS] = "پیوندهای سایت",
        [PHRASE_EXTERNAL_LINKS] = "پیوندها به سایت‌های دیگر",
        [PHRASE_EXTERNAL_ABOUT] = "به اتصال شبکه نیاز دارند.",
        [PHRASE_NONE] = "هیچ.",
        [PHRASE_LINK_WORDS] = "متن پیوند",
        [PHRASE_ADDRESS] = "نشانی",
        [PHRASE_WHERE] = "جا",
        [PHRASE_EMPTY] = "(خالی)",
        [PHRASE_UNPACK] = "نخست از حالت فشرده درآورید.",
        [PHRASE_UNPACK_WHY] =
            "اگر این صفحه درون پروندهٔ ZIP باز شده است، کل پرونده را از حالت فشرده "
            "درآورید و سپس START-HERE.html را در پوشهٔ تازه باز کنید. هیچ‌چیز در اینجا به "
            "اتصال شبکه نیاز ندارد.",
        [PHRASE_OPEN_PAGES] = "باز کردن صفحه‌ها",
        [PHRASE_OPEN_PDF] = "باز کردن PDF",
        [PHRASE_IS_IT_WHOLE] = "آیا همه‌چیز کامل است؟",
        [PHRASE_BAG] =
            "این پوشه یک بستهٔ BagIt \xe2\x80\x8f(RFC 8493) است: دو فهرست، چکیدهٔ همهٔ "
            "پرونده‌ها را در بر دارند. در پایانه، در همین پوشه:",
        [PHRASE_COMMANDS] = "دستورها",
        [PHRASE_ON_A_MAC] =
            "در مک، % همین کار را می‌کند؛ هر برنامهٔ BagIt همه را یک‌جا بررسی می‌کند.",
        [PHRASE_README_OPEN] =
            "باز کردن: START-HERE.html در هر مرورگری، پس از درآوردن کل پروندهٔ ZIP از "
            "حالت فشرده",
        [PHRASE_README_VERIFY] =
            "بررسی: sha256sum -c manifest-sha256.txt (یک بستهٔ BagIt، \xe2\x80\x8fRFC "
            "8493)",
        [PHRASE_README_SOURCE] = "منبع: %",
        [PHRASE_KIND_WITHOUT] = "رونوشت بدون محتوای فعال",
        [PHRASE_KIND_AS_TEXT] = "به‌صورت متن",
        [PHRASE_KIND_WITH] = "با محتوای فعال",
        [PHRASE_LIVE] = "در سایت",
        [PHRASE_NO_TARGET] = "بدون مقصد",
        [PHRASE_NO_SUCH_PAGE] = "صفحه پیدا نشد",
        [PHRASE_NO_SUCH_FILE] = "پرونده پیدا نشد",
        [PHRASE_FILE_NOT_AVAILABLE] = "پرونده در دسترس نیست",
        [PHRASE_FILE_RUNS] = "پرونده‌ای که با باز شدن اجرا می‌شود",
        [PHRASE_OUTSIDE_SITE] = "بیرون از سایت",
        [PHRASE_NOT_IN_PACKET] = "در این مجموعه نیست",
        [PHRASE_LINK_CIRCLE] = "حلقهٔ پیوندهای نمادین",
        [PHRASE_REDIRECT_CIRCLE] = "تغییر مسیر در حلقه",
        [PHRASE_UNSAFE_ADDRESS] = "نشانی ناامن",
        [PHRASE_LONG_ADDRESS] = "نشانی بیش از حد بلند",
        [PHRASE_INVALID_ADDRESS] = "نشانی نامعتبر",
        [PHRASE_TABLE] = "جدول %",
        [PHRASE_CODE] = "کد %",
        [PHRASE_FORMULA] = "فرمول %",
        [PHRASE_TASK_DONE] = "انجام‌شده",
        [PHRASE_TASK_OPEN] = "انجام‌نشده",
        [PHRASE_BACK_TO_TEXT] = "بازگشت به متن",
        [PHRASE_SOURCES_DIGEST] =
            "چکیدهٔ منابع (SHA-256 فهرستی از SHA-256 و مسیر هر سند، به‌ترتیب): %",
        [PHRASE_SET_BY] =
            "حروف‌چینی با قلم‌های Gentium Plus، Open Sans و JetBrains Mono توسط %. "
            "پرونده برای فناوری‌های کمکی برچسب‌گذاری شده (PDF/UA-1) و برای نگهداری "
            "درازمدت ساخته شده است (PDF/A-3a)؛ منبع یکسان، بایت‌های یکسان می‌دهد.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] =
            "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند",
    }},
    {"he", {
        [PHRASE_CONTENTS] = "תוכן העניינים",
        [PHRASE_DOCUMENTS] = "מסמכים",
        [PHRASE_WORDS] = "מילים",
        [PHRASE_COPY_OF] = "עותק של",
        [PHRASE_AS_OF] = "נכון לתאריך",
        [PHRASE_REVISION] = "גרסה",
        [PHRASE_REVISION_IN_LINE] = "גרסה",
        [PHRASE_LAST_CHANGED] = "שינוי אחרון",
        [PHRASE_LAST_CHANGED_ON] = "שינוי אחרון: %",
        [PHRASE_PREPARED_FOR] = "הוכן עבור",
        [PHRASE_CONTACT] = "יצירת קשר",
        [PHRASE_COLOPHON] = "קולופון",
        [PHRASE_WEB_ADDRESSES] = "כתובות אינטרנט במסמך זה",
        [PHRASE_PAGES_LEFT_OUT] = "דפים שלא נכללו",
        [PHRASE_ABOUT_COPY] = "על עותק זה",
        [PHRASE_COPY_DATED] = "עותק מיום %",
        [PHRASE_SOURCE] = "מקור",
        [PHRASE_CALLOUT_NOTE] = "הערה",
        [PHRASE_CALLOUT_TIP] = "טיפ",
        [PHRASE_CALLOUT_IMPORTANT] = "חשוב",
        [PHRASE_CALLOUT_WARNING] = "אזהרה",
        [PHRASE_CALLOUT_CAUTION] = "זהירות",
        [PHRASE_PAGE_SHORT] = "עמ׳ %",
        [PHRASE_PAGE] = "עמוד %",
        [PHRASE_NOTE] = "הערת שוליים %",
        [PHRASE_IMAGE] = "תמונה",
        [PHRASE_FILE] = "קובץ",
        [PHRASE_FILES] = "קבצים",
        [PHRASE_LINKS] = "קישורים",
        [PHRASE_ON_THIS_PAGE] = "בדף זה",
        [PHRASE_PREVIOUS] = "הקודם",
        [PHRASE_NEXT] = "הבא",
        [PHRASE_SKIP] = "דילוג לטקסט",
        [PHRASE_PACKET] = "אוגדן",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "הקישורים בין מסמכים אלה פועלים בקובץ זה ונושאים מספרי עמודים לצורך הדפסה; "
            "כתובות האינטרנט מפורטות בסוף כל מסמך.",
        [PHRASE_LINKED_ONLY] =
            "יש קישורים לדפים אלה של האתר, אך הם אינם באוגדן זה; הקישורים מובילים לאתר.",
        [PHRASE_SITE_COUNTS] = "המסמכים הקובעים הם אלה שמתפרסמים באתר.",
        [PHRASE_REVISION_OF] = " · ",
        [PHRASE_DOCUMENTS_OF] = " · עותק של %",
        [PHRASE_IMAGE_IN_LINE] = "תמונה",
        [PHRASE_COLON] = ": ",
        [PHRASE_STOP] = ".",
        [PHRASE_COPY] = "עותק",
        [PHRASE_COPY_FROM] = "עותק של %",
        [PHRASE_COPY_OF_DAY] = "עותק מיום %.",
        [PHRASE_NUMBER_OF] = " מתוך ",
        [PHRASE_STATE_OF] = "נכון לתאריך %",
        [PHRASE_PREPARED_FOR_WHOM] = "הוכן עבור %",
        [PHRASE_SOURCE_IN_LINE] = "מקור",
        [PHRASE_SOURCE_REVISION] = "גרסת המקור: %.",
        [PHRASE_QUESTIONS] = "לשאלות: %.",
        [PHRASE_MADE_WITH] = "נוצר באמצעות %.",
        [PHRASE_LIVING_ON] = "המסמכים המעודכנים נמצאים ב־%.",
        [PHRASE_DOCUMENT_COUNT] = "מסמך אחד|שני מסמכים|% מסמכים",
        [PHRASE_WORD_COUNT] = "מילה אחת|שתי מילים|% מילים",
        [PHRASE_PAGE_COUNT] = "עמוד אחד|שני עמודים|% עמודים",
        [PHRASE_UNITS] = "% בתים|% kB|% MB",
        [PHRASE_ALL_DOCUMENTS] = "כל % המסמכים",
        [PHRASE_ALL_FILES] = "כל % הקבצים",
        [PHRASE_WHOLE_AS_PDF] = "הכול במסמך אחד, לקריאה ולהדפסה: %",
        [PHRASE_THE_PACKET] = "האוגדן",
        [PHRASE_LINKS_TELL] = "מה שאינו מוביל לשום מקום ומה שמוביל אל מחוץ לאוגדן: %.",
        [PHRASE_LINKS_REPORT] = "דוח הקישורים",
        [PHRASE_REPORT] = "דוח",
        [PHRASE_FOR_MACHINES] = "לתוכנות: %",
        [PHRASE_BROKEN_LINKS] = "קישורים שבורים",
        [PHRASE_BROKEN_ABOUT] =
            "קישורים אלה אינם מובילים לשום מקום; מילותיהם נשארות בטקסט.",
        [PHRASE_LEFT_OUT] = "הושמט",
        [PHRASE_LEFT_OUT_ABOUT] =
            "מה שהקיף את תוכן הדפים האלה באתר ונחשב לתפריטים וכדומה; לפי מילותיו "
            "הראשונות.",
        [PHRASE_LIVE_LINKS] = "קישורים לאתר",
        [PHRASE_EXTERNAL_LINKS] = "קישורים לאתרים אחרים",
        [PHRASE_EXTERNAL_ABOUT] = "הם דורשים חיבור לרשת.",
        [PHRASE_NONE] = "אין.",
        [PHRASE_LINK_WORDS] = "מלל הקישור",
        [PHRASE_ADDRESS] = "כתובת",
        [PHRASE_WHERE] = "מיקום",
        [PHRASE_EMPTY] = "(ריק)",
        [PHRASE_UNPACK] = "תחילה יש לחלץ.",
        [PHRASE_UNPACK_WHY] =
            "אם דף זה נפתח מתוך קובץ ה־ZIP, יש לחלץ את הקובץ כולו ולפתוח את "
            "START-HERE.html בתיקייה החדשה. דבר כאן אינו דורש חיבור לרשת.",
        [PHRASE_OPEN_PAGES] = "פתיחת הדפים",
        [PHRASE_OPEN_PDF] = "פתיחת ה־PDF",
        [PHRASE_IS_IT_WHOLE] = "האם הכול שלם?",
        [PHRASE_BAG] =
            "תיקייה זו היא חבילת BagIt \xe2\x80\x8f(RFC 8493): שני קובצי מניפסט מכילים "
            "את סכום הביקורת של כל קובץ. במסוף, בתיקייה זו:",
        [PHRASE_COMMANDS] = "פקודות",
        [PHRASE_ON_A_MAC] = "במק, % עושה אותו דבר; כל תוכנת BagIt בודקת הכול בבת אחת.",
        [PHRASE_README_OPEN] =
            "פתיחה: START-HERE.html, בכל דפדפן, לאחר חילוץ קובץ ה־ZIP כולו",
        [PHRASE_README_VERIFY] =
            "בדיקה: sha256sum -c manifest-sha256.txt (חבילת BagIt, \xe2\x80\x8fRFC 8493)",
        [PHRASE_README_SOURCE] = "מקור: %",
        [PHRASE_KIND_WITHOUT] = "עותק ללא תוכן פעיל",
        [PHRASE_KIND_AS_TEXT] = "כטקסט",
        [PHRASE_KIND_WITH] = "עם תוכן פעיל",
        [PHRASE_LIVE] = "באתר",
        [PHRASE_NO_TARGET] = "אין יעד",
        [PHRASE_NO_SUCH_PAGE] = "אין דף כזה",
        [PHRASE_NO_SUCH_FILE] = "אין קובץ כזה",
        [PHRASE_FILE_NOT_AVAILABLE] = "הקובץ אינו זמין",
        [PHRASE_FILE_RUNS] = "קובץ שמופעל עם פתיחתו",
        [PHRASE_OUTSIDE_SITE] = "מחוץ לאתר",
        [PHRASE_NOT_IN_PACKET] = "אינו באוגדן זה",
        [PHRASE_LINK_CIRCLE] = "קישורים סמליים במעגל",
        [PHRASE_REDIRECT_CIRCLE] = "הפניה במעגל",
        [PHRASE_UNSAFE_ADDRESS] = "כתובת לא בטוחה",
        [PHRASE_LONG_ADDRESS] = "כתובת ארוכה מדי",
        [PHRASE_INVALID_ADDRESS] = "כתובת לא תקינה",
        [PHRASE_TABLE] = "טבלה %",
        [PHRASE_CODE] = "קוד %",
        [PHRASE_FORMULA] = "נוסחה %",
        [PHRASE_TASK_DONE] = "בוצע",
        [PHRASE_TASK_OPEN] = "טרם בוצע",
        [PHRASE_BACK_TO_TEXT] = "חזרה לטקסט",
        [PHRASE_SOURCES_DIGEST] =
            "סכום הביקורת של המקורות (SHA-256 של רשימת ה־SHA-256 והנתיב של כל מסמך, לפי "
            "הסדר): %",
        [PHRASE_SET_BY] =
            "סודר בגופנים Gentium Plus,\xe2\x80\x8f Open Sans ו־JetBrains Mono על ידי %. "
            "הקובץ מתויג עבור טכנולוגיות מסייעות (PDF/UA-1) ונועד לשימור ארוך טווח "
            "(PDF/A-3a); אותו מקור נותן אותם בתים.",
        [PHRASE_DATE] = "d בm y",
        [PHRASE_MONTHS] =
            "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    }},
    {0},
};
/* clang-format on */
