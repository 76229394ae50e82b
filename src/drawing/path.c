/* Path data (SVG 2, 9.3): a table row a command, with the numbers that it takes and what it
 * does with them. A fault ends the path there; what came before is drawn. */
#include "drawing/outline.h"
#include "drawing/value.h"

struct reading {
    struct scan scan;
    struct outline *outline;
    struct point origin;  /* what numbers are relative to */
    struct point control; /* the last one, for a smooth curve */
    char last;            /* the command before, in upper case */
};

typedef void run_command(struct reading *reading, const double *v);

static struct point at(const struct reading *reading, const double *v)
{
    return (struct point){reading->origin.x + v[0], reading->origin.y + v[1]};
}

static void run_move(struct reading *reading, const double *v)
{
    outline_move(reading->outline, at(reading, v));
}

static void run_line(struct reading *reading, const double *v)
{
    outline_line(reading->outline, at(reading, v));
}

static void run_horizontal(struct reading *reading, const double *v)
{
    struct point to = {reading->origin.x + v[0], reading->outline->at.y};
    outline_line(reading->outline, to);
}

static void run_vertical(struct reading *reading, const double *v)
{
    struct point to = {reading->outline->at.x, reading->origin.y + v[0]};
    outline_line(reading->outline, to);
}

static void run_curve(struct reading *reading, const double *v)
{
    reading->control = at(reading, v + 2);
    outline_curve(reading->outline, at(reading, v), reading->control, at(reading, v + 4));
}

/* The last control point mirrored, if the last command had one of this kind. */
static struct point smooth(const struct reading *reading, const char *kinds)
{
    struct point pen = reading->outline->at;
    bool follows = reading->last == kinds[0] || reading->last == kinds[1];
    return follows ? (struct point){2 * pen.x - reading->control.x,
                                    2 * pen.y - reading->control.y}
                   : pen;
}

static void run_smooth_curve(struct reading *reading, const double *v)
{
    struct point first = smooth(reading, "CS");
    reading->control = at(reading, v);
    outline_curve(reading->outline, first, reading->control, at(reading, v + 2));
}

static void run_quadratic(struct reading *reading, const double *v)
{
    reading->control = at(reading, v);
    outline_quadratic(reading->outline, reading->control, at(reading, v + 2));
}

static void run_smooth_quadratic(struct reading *reading, const double *v)
{
    reading->control = smooth(reading, "QT");
    outline_quadratic(reading->outline, reading->control, at(reading, v));
}

static void run_arc(struct reading *reading, const double *v)
{
    outline_arc(reading->outline, v[0], v[1], v[2], v[3] != 0, v[4] != 0,
                at(reading, v + 5));
}

static void run_close(struct reading *reading, const double *v)
{
    (void)v;
    outline_close(reading->outline);
}

static const struct command {
    char letter;
    size_t numbers;
    run_command *run;
} commands[] = {
    {'M', 2, run_move},      {'L', 2, run_line},  {'H', 1, run_horizontal},
    {'V', 1, run_vertical},  {'C', 6, run_curve}, {'S', 4, run_smooth_curve},
    {'Q', 4, run_quadratic}, {'A', 7, run_arc},   {'T', 2, run_smooth_quadratic},
    {'Z', 0, run_close},
};

static const struct command *find_command(char letter)
{
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (commands[i].letter == ascii_upper(letter)) {
            return &commands[i];
        }
    }
    return NULL;
}

static bool scan_numbers(struct scan *scan, const struct command *command, double *out)
{
    for (size_t i = 0; i < command->numbers; i++) {
        bool flag = false;
        if (command->letter == 'A' && (i == 3 || i == 4)) {
            if (!scan_flag(scan, &flag)) {
                return false;
            }
            out[i] = flag;
        } else if (!scan_number(scan, &out[i])) {
            return false;
        }
    }
    return true;
}

/* One command with all the sets of numbers behind it. False: a fault, or the end. */
static bool read_command(struct reading *reading)
{
    struct scan *scan = &reading->scan;
    scan_skip(scan);
    char letter = scan->at < scan->text.len ? scan->text.ptr[scan->at] : '\0';
    const struct command *command = find_command(letter);
    if (!command || (reading->last == '\0' && command->letter != 'M')) {
        return false;
    }
    scan->at++;
    bool relative = letter != command->letter;
    for (bool again = false;; again = true) {
        double numbers[7];
        size_t from = scan->at;
        if (!scan_numbers(scan, command, numbers)) {
            scan->at = from;
            return again;
        }
        reading->origin = relative ? reading->outline->at : (struct point){0, 0};
        command->run(reading, numbers);
        reading->last = command->letter;
        if (command->letter == 'M') { /* further pairs are lines */
            command = find_command('L');
        }
        if (command->numbers == 0) {
            return true;
        }
    }
}

void outline_read(struct outline *outline, struct str data)
{
    struct reading reading = {.scan = {data, 0}, .outline = outline};
    while (!arena_failed(outline->arena) && read_command(&reading)) {
    }
}
