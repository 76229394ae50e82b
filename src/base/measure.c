/* Units are rows: as they are written, and how many micrometres they have. */
#include "base/measure.h"

#include "base/number.h"

bool measure_read(struct str text, uint32_t *micrometres)
{
    static const struct {
        const char *name;
        double micrometres;
    } units[] = {{"mm", 1000}, {"cm", 10000}, {"in", 25400}, {"pt", 25400 / 72.0}};
    double number, unit = 1000;
    text = str_trim(text);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_ends(text, units[i].name)) {
            unit = units[i].micrometres;
            text = str_trim(str_sub(text, 0, text.len - 2));
            break;
        }
    }
    bool read = number_read(text, &number) && number >= 0 && number * unit <= 1e6;
    *micrometres = read ? (uint32_t)(number * unit + 0.5) : 0;
    return read;
}
