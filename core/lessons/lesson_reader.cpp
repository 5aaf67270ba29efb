// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_reader.h"

#include "core/channels/channel_stack.h"
#include "core/lessons/controls.h"
#include "core/lessons/lesson_check.h"
#include "core/lessons/lesson_question.h"
#include "core/lessons/lesson_values.h"
#include "core/numbers/matrix_text.h"
#include "core/session/experiments.h"
#include "core/session/samples.h"

#include <algorithm>
#include <array>
#include <set>

namespace lab
{

namespace
{

constexpr std::size_t kMostAsks = 20; ///< of a step
constexpr std::size_t kMostHints = 5;
constexpr std::size_t kMostFaults = 1000;

/// An item of a list without its mark, or nothing.
std::string_view itemOf(std::string_view line)
{
    const std::string_view text = trimmed(line);
    if (text.starts_with("- ") || text.starts_with("* "))
        return trimmed(text.substr(2));
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9')
        ++digits;
    const bool numbered = digits > 0 && digits + 1 < text.size() && text[digits] == '.' && text[digits + 1] == ' ';
    return numbered ? trimmed(text.substr(digits + 2)) : std::string_view();
}

class Reader
{
public:
    Reader(std::string_view text, const LessonSurroundings& around, bool compute)
        : m_around(around), m_compute(compute), m_outline(outlineOf(text))
    {
    }

    LessonReading read()
    {
        m_faults = m_outline.faults;
        readHead();
        m_session = startSession();
        if (m_start != "book")
            if (const Sample* const sample = findSample(m_start))
                sample->apply(m_session);
        m_view.panel = "lesson";
        for (std::size_t i = 1; i < m_outline.sections.size(); ++i) {
            if (m_lesson.steps.size() == kMostSteps) {
                fault(m_outline.sections[i].line, "A lesson has at most " + std::to_string(kMostSteps) + " steps.");
                break;
            }
            readStep(m_outline.sections[i]);
        }
        if (m_lesson.steps.empty())
            fault(1, "A lesson has at least one step: a line “## Its name”.");
        if (m_compute) {
            for (LessonFault& each :
                 checkAnswers(m_lesson, m_around)) // what cannot be read cannot be computed either
                if (!m_unread.contains(each.line))
                    m_faults.push_back(std::move(each));
        }
        std::ranges::stable_sort(m_faults, {}, &LessonFault::line);
        if (m_faults.size() > kMostFaults)
            m_faults.resize(kMostFaults);
        return {std::move(m_lesson), std::move(m_faults)};
    }

private:
    void fault(int line, std::string text, bool warning = false)
    {
        m_faults.push_back({line, std::move(text), warning});
    }
    /// Adds a fault where there is a problem; whether there was none.
    bool fine(int line, const std::string& problem)
    {
        if (!problem.empty())
            fault(line, problem);
        return problem.empty();
    }

    void readHead()
    {
        m_lesson.title = m_outline.title;
        const auto& blocks = m_outline.sections.front().blocks;
        if (blocks.empty() || blocks.front().kind != "lesson") {
            fault(1, "A lesson begins with a block “lesson”.");
            return;
        }
        for (std::size_t i = 1; i < blocks.size(); ++i)
            fault(blocks[i].line, "A block “" + blocks[i].kind + "” stands in a step, behind a line “## Its name”.");
        applyHead(blocks.front(), m_lesson, m_start, m_faults);
        if (m_lesson.id.empty())
            fault(blocks.front().line, "A lesson needs an “id”.");
        if (m_lesson.title.empty())
            fault(blocks.front().line, "A lesson needs a “title”.");
    }

    bool readWhole(const LessonLine& line, int least, int most, int& to)
    {
        const Problem problem = setWhole(line.value, least, most, to);
        return fine(line.line, problem.empty() ? problem : line.key + ": " + problem);
    }

    void readStep(const LessonSection& section)
    {
        LessonStep step;
        step.title = section.title;
        step.line = section.line;
        step.text = trimmed(section.prose);
        checkText(section.prose, section.line);
        m_view.marked.clear();
        m_view.hidden = {};
        const Geometry before = focusedGeometry();
        const auto stack = m_session.stack;
        // Whatever its place in the step, a session block comes first: the others are about it.
        for (const LessonBlock& block : section.blocks)
            if (block.kind == "session")
                applySession(block, m_around, m_session, m_faults);
        if (focusedGeometry() != before)
            m_view.position = 0;
        if (m_session.stack != stack) { // its steps begin anew
            m_view.channels = {};
            m_view.channels.own = m_session.stack != nullptr;
        }
        for (const LessonBlock& block : section.blocks)
            if (block.kind == "view")
                applyView(block, m_around, m_session, m_view, m_faults);
        for (const LessonBlock& block : section.blocks) {
            readBlock(block, step);
            if (block.kind != "ask") {
                checkText(block.after, block.line);
                if (const std::string_view more = trimmed(block.after); !more.empty())
                    (step.text += step.text.empty() ? "" : "\n\n") += more;
            }
        }
        step.session = m_session;
        step.view = m_view;
        step.controls = m_controls;
        for (const Ask& ask : step.asks)
            finish(ask);
        m_lesson.steps.push_back(std::move(step));
    }

    Geometry focusedGeometry() const
    {
        const auto geometries = resolve(m_session.input->shape(), m_session.layers);
        return geometries ? (*geometries)[m_session.focus] : Geometry{};
    }

    void readBlock(const LessonBlock& block, LessonStep& step)
    {
        if (block.kind == "session" || block.kind == "view")
            return;
        if (block.kind == "lesson")
            return fault(block.line, "A block “lesson” stands at the beginning, once.");
        if (block.kind == "focus")
            return readFocus(block);
        if (block.kind == "controls")
            return readControls(block);
        if (block.kind == "note") {
            (step.note += step.note.empty() ? "" : "\n\n") += trimmed(block.body);
            return;
        }
        if (block.kind == "ask")
            return readAsk(block, step);
        if (step.asks.empty())
            return fault(block.line, "“" + block.kind + "” belongs to a question, and none is asked before it.");
        Ask& ask = step.asks.back();
        if (block.kind == "expect")
            readExpected(block, ask);
        else if (block.kind == "on")
            readReply(block, ask);
        else if (block.kind == "hint")
            readHint(block, ask);
        else
            readReveal(block, ask);
    }

    void readFocus(const LessonBlock& block)
    {
        int number = block.line;
        for (const std::string_view line : splitAt(block.body, '\n')) {
            ++number;
            const auto words = wordsIn(line);
            if (words.empty())
                continue;
            if (words[0] == "page" && words.size() == 2) {
                if (std::ranges::find(m_around.pages, words[1]) == m_around.pages.end())
                    fault(number,
                          "focus: there is no page " + quoted(words[1]) + "." + meant(words[1], m_around.pages));
            } else if (words[0] == "control" && words.size() == 2) {
                checkControl(words[1], number);
            } else if (words[0] == "explain") {
                continue;
            } else {
                std::vector<Spot> spots;
                if (fine(number, readSpots(trimmed(line), m_session, spots)))
                    for (const Spot& spot : spots)
                        m_view.marked.push_back({spot, Marked::As::Shown});
            }
        }
    }

    bool checkControl(std::string_view id, int line)
    {
        std::vector<std::string_view> known(m_around.pages.begin(), m_around.pages.end());
        known.insert(known.end(), m_around.places.begin(), m_around.places.end());
        for (const ControlRow& row : controlRows())
            known.push_back(row.id);
        if (std::ranges::find(known, id) != known.end())
            return true;
        fault(line, "There is no control " + quoted(id) + "." + meant(id, known));
        return false;
    }

    void readControls(const LessonBlock& block)
    {
        constexpr std::array<std::string_view, 3> kKeys{"hide", "lock", "show"};
        for (const LessonLine& line : linesOf(block)) {
            if (std::ranges::find(kKeys, line.key) == kKeys.end()) {
                fault(line.line, "Unknown key " + quoted(line.key) + " in “controls”." + meant(line.key, kKeys));
                continue;
            }
            for (const std::string_view id : wordsIn(line.value)) {
                if (id != "all" && !checkControl(id, line.line))
                    continue;
                for (auto* list : {&m_controls.hidden, &m_controls.locked})
                    std::erase(*list, std::string(id));
                if (line.key == "show" && id == "all")
                    m_controls = {};
                if (line.key == "hide")
                    m_controls.hidden.emplace_back(id);
                if (line.key == "lock")
                    m_controls.locked.emplace_back(id);
            }
        }
    }

    void readAsk(const LessonBlock& block, LessonStep& step)
    {
        if (step.asks.size() == kMostAsks)
            return fault(block.line, "A step asks at most " + std::to_string(kMostAsks) + " things.");
        Ask ask;
        ask.line = block.line;
        const std::size_t faults = m_faults.size();
        const auto lines = linesOf(block);
        Session about = m_session;
        const bool ofStack = about.stack && asksOfChannels(block.argument);
        const std::size_t layers = ofStack ? about.stack->layers.size() : about.layers.size();
        for (const LessonLine& line : lines)
            if (line.key == "layer")
                if (int layer = 0; readWhole(line, 1, int(layers), layer))
                    (ofStack ? ask.question.layer : about.focus) = std::size_t(layer) - 1;
        fine(block.line, readKind(block.argument, about, ask));
        bool hides = false;
        for (const LessonLine& line : lines)
            readAskLine(line, about, ask, hides);
        if (ask.kind == Ask::Kind::Question && ask.question.asked == Asked::Cells &&
            std::ranges::find(lines, "for", &LessonLine::key) == lines.end())
            fault(block.line, "Which cells? “for:” says what they belong to: “for: output 0,1”.");
        if (ask.id.empty())
            ask.id = "q" + std::to_string(m_ids.size() + 1);
        if (!m_ids.insert(ask.id).second)
            fault(block.line, "Two questions have the id " + quoted(ask.id) + ".");
        ask.hidden = joined(ask.hidden, hiddenBy(ask, about));
        checkText(block.after, block.line);
        takeText(block, ask);
        if (m_faults.size() > faults)
            m_unread.insert(block.line);
        step.asks.push_back(std::move(ask));
    }

    void readAskLine(const LessonLine& line, const Session& about, Ask& ask, bool& hides)
    {
        constexpr std::array<std::string_view, 8> kKeys{"id",    "hide",   "for",   "digits",
                                                        "tries", "points", "tells", "layer"};
        if (line.key == "id") {
            ask.id = line.value;
            if (!isId(line.value))
                fault(line.line, "id: " + quoted(line.value) + " is no id: small letters, digits and “-”.");
        } else if (line.key == "hide") {
            hides = true;
            for (const std::string_view name : wordsIn(line.value))
                fine(line.line, readHidden(name, about, ask.hidden));
        } else if (line.key == "for") {
            std::vector<Spot> spots;
            if (fine(line.line, readSpots(line.value, about, spots)))
                ask.question.of = spots.front();
        } else if (line.key == "digits") {
            readWhole(line, 0, 12, ask.decimals);
        } else if (line.key == "points") {
            readWhole(line, 0, 1000, ask.points);
        } else if (line.key == "tells") {
            for (const std::string_view id : wordsIn(line.value))
                ask.tells.emplace_back(id);
        } else if (line.key != "tries" && line.key != "layer") {
            fault(line.line,
                  line.key.empty()
                      ? quoted(line.value) + " is no line of an “ask” block; the question stands behind it."
                      : "Unknown key " + quoted(line.key) + " in “ask”." + meant(line.key, kKeys));
        }
    }

    /// The question, and of a choice the list behind it.
    void takeText(const LessonBlock& block, Ask& ask)
    {
        if (ask.kind != Ask::Kind::Choice) {
            ask.text = trimmed(block.after);
            return;
        }
        for (const std::string_view line : splitAt(block.after, '\n')) {
            if (const std::string_view item = itemOf(line); !item.empty())
                ask.choices.emplace_back(item);
            else if (!ask.choices.empty() && !trimmed(line).empty() && line.starts_with(' '))
                (ask.choices.back() += ' ') += trimmed(line);
            else
                (ask.text += line) += '\n';
        }
        ask.text = trimmed(ask.text);
        constexpr std::size_t kMostChoices = 12;
        if (ask.choices.size() < 2 || ask.choices.size() > kMostChoices)
            fault(block.line, "A choice is a list of 2 to " + std::to_string(kMostChoices) + " answers; found " +
                                  std::to_string(ask.choices.size()) + ".");
    }

    void readExpected(const LessonBlock& block, Ask& ask)
    {
        const std::size_t faults = m_faults.size();
        readExpectedOf(block, ask);
        if (m_faults.size() > faults)
            m_unread.insert(ask.line);
    }

    void readExpectedOf(const LessonBlock& block, Ask& ask)
    {
        const std::string_view body = trimmed(block.body);
        const auto valueOf = [&](std::string_view key) -> std::optional<std::string_view> {
            return body.starts_with(key) ? std::optional(trimmed(body.substr(key.size()))) : std::nullopt;
        };
        if (ask.kind == Ask::Kind::Choice) {
            const auto list = valueOf("choice:");
            if (!list)
                return fault(block.line, "“expect” of a choice says which: “choice: 2”.");
            std::string numbers(*list);
            std::ranges::replace(numbers, ',', ' ');
            for (const std::string_view word : wordsIn(numbers)) {
                int number = 0;
                const LessonLine line{"choice", std::string(word), block.line + 1};
                if (readWhole(line, 1, int(ask.choices.size()), number))
                    ask.right.push_back(number - 1);
            }
            std::ranges::sort(ask.right);
            return;
        }
        if (ask.kind == Ask::Kind::Build) {
            if (const auto example = valueOf("example:"))
                ask.example = *example;
            else
                fault(block.line, "“expect” of something to be built gives an “example:” that fulfils it.");
            return;
        }
        Answer answer;
        if (fine(block.line + 1, readAnswer(body, ask.question, answer)))
            ask.expected = std::move(answer);
        ask.expectedText = body;
    }

    void readReply(const LessonBlock& block, Ask& ask)
    {
        Reply reply{{}, {}, std::string(trimmed(block.body))};
        checkText(block.body, block.line);
        const std::string_view what = trimmed(block.argument);
        if (what.starts_with('=')) {
            auto numbers = matrix64FromText(trimmed(what.substr(1)));
            if (!numbers)
                return fault(block.line, "“on = …” needs a number, not " + quoted(what.substr(1)) + ".");
            reply.numbers = std::move(*numbers);
        } else if (isId(what)) {
            reply.mistake = what;
        } else {
            return fault(block.line, "“on” needs a mistake's id or “= number”, not " + quoted(what) + ".");
        }
        ask.replies.push_back(std::move(reply));
    }

    void readHint(const LessonBlock& block, Ask& ask)
    {
        checkText(block.body, block.line);
        if (ask.hints.size() == kMostHints)
            return fault(block.line, "A question has at most " + std::to_string(kMostHints) + " hints.");
        ask.hints.emplace_back(trimmed(block.body));
    }

    /// The text, and after "---" what is looked at then.
    void readReveal(const LessonBlock& block, Ask& ask)
    {
        LessonBlock view{"view", {}, {}, {}, block.line};
        bool behind = false;
        std::string text;
        int line = block.line;
        std::vector<Spot> spots;
        for (const std::string_view each : splitAt(block.body, '\n')) {
            ++line;
            if (!behind && trimmed(each) == "---") {
                behind = true;
            } else if (behind && trimmed(each).starts_with("focus:")) {
                fine(line, readSpots(trimmed(trimmed(each).substr(6)), m_session, spots));
                view.body += '\n';
                continue;
            }
            (behind ? view.body : text) += trimmed(each) == "---" ? std::string_view() : each;
            (behind ? view.body : text) += '\n';
            if (!behind)
                ++view.line; // its lines are counted from there
        }
        ask.reveal = trimmed(text);
        checkText(text, block.line);
        if (!behind)
            return;
        ViewState after = m_view;
        after.marked.clear();
        applyView(view, m_around, m_session, after, m_faults);
        for (const Spot& spot : spots)
            after.marked.push_back({spot, Marked::As::Shown});
        ask.revealedView = std::move(after);
    }

    /// What must be there of a question, once all its blocks are read.
    void finish(const Ask& ask)
    {
        const bool expects = ask.kind == Ask::Kind::Choice  ? !ask.right.empty()
                             : ask.kind == Ask::Kind::Build ? !ask.example.empty()
                                                            : ask.expected.has_value();
        if (!expects && !m_unread.contains(ask.line))
            fault(ask.line,
                  ask.kind == Ask::Kind::Build
                      ? "No solution is known: add “expect” with an “example:”, so that the lesson can be tested."
                      : "“ask” without “expect”.");
    }

    void checkText(std::string_view text, int line) { checkPictures(text, line, m_around, m_faults); }

    const LessonSurroundings& m_around;
    bool m_compute;
    LessonOutline m_outline;
    Lesson m_lesson;
    std::vector<LessonFault> m_faults;
    std::string m_start = "book";
    Session m_session;
    ViewState m_view;
    Controls m_controls;
    std::set<std::string, std::less<>> m_ids;
    std::set<int> m_unread; ///< lines of questions in which something is wrong
};

} // namespace

bool LessonReading::good() const
{
    return std::ranges::all_of(faults, &LessonFault::warning);
}

bool isLesson(std::string_view text)
{
    const LessonOutline outline = outlineOf(text.substr(0, 64 << 10));
    for (const LessonSection& section : outline.sections)
        if (!section.blocks.empty())
            return section.blocks.front().kind == "lesson" && section.title.empty();
    return false;
}

LessonReading readLesson(std::string_view text, const LessonSurroundings& around, bool compute)
{
    if (text.size() > kMostLessonBytes)
        return {{}, {{1, "A lesson is at most 1 MB.", false}}};
    return Reader(text, around, compute).read();
}

} // namespace lab
