// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_question.h"

#include "core/lessons/channel_question.h"
#include "core/lessons/lesson_values.h"
#include "core/numbers/matrix_text.h"
#include "core/teaching/channel_asked.h"
#include "core/teaching/right_answer.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lab
{

namespace
{

constexpr std::size_t kMostMarked = 4096;

std::optional<int> index(std::string_view text)
{
    return wholeNumber(trimmed(text), 0, std::numeric_limits<int>::max());
}

struct Place {
    int row = 0, col = 0;
};
std::optional<Place> place(std::string_view text)
{
    const auto parts = splitAt(text, ',');
    if (parts.size() != 2)
        return std::nullopt;
    const auto row = index(parts[0]), col = index(parts[1]);
    return row && col ? std::optional(Place{*row, *col}) : std::nullopt;
}

/// "Y[…]": the letter and what stands in the brackets.
struct Indexed {
    char letter = 0;
    std::string_view inside;
    bool brackets = false;
};
std::optional<Indexed> indexedName(std::string_view text)
{
    if (text.empty() || (text[0] != 'X' && text[0] != 'K' && text[0] != 'Y'))
        return std::nullopt;
    if (text.size() == 1)
        return Indexed{text[0], {}, false};
    if (text[1] != '[' || text.back() != ']')
        return std::nullopt;
    return Indexed{text[0], text.substr(2, text.size() - 3), true};
}

std::size_t mapOf(char letter, const Session& session)
{
    return letter == 'X' ? session.focus : session.focus + 1;
}

std::optional<Shape> shapeOf(const Session& session, const Spot& spot)
{
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return std::nullopt;
    if (spot.part == Spot::Part::Kernel)
        return spot.index < session.layers.size() ? std::optional(session.layers[spot.index].window()) : std::nullopt;
    if (spot.index > geometries->size())
        return std::nullopt;
    return spot.index == 0 ? session.input->shape() : (*geometries)[spot.index - 1].output();
}

std::string checkSpot(const Session& session, const Spot& spot, std::string_view name)
{
    const auto shape = shapeOf(session, spot);
    if (!shape)
        return "there is nothing called " + quoted(name) + " here.";
    if (!inside(OutputCell{spot.row, spot.col}, *shape))
        return quoted(name) + " lies outside: there are " + std::to_string(shape->rows) + "×" +
               std::to_string(shape->cols) + " cells.";
    return {};
}

/// The cell behind "cell", "product" and the like.
std::string readCell(std::string_view name, char letter, const Session& session, Question& question)
{
    const auto named = indexedName(name);
    const auto at = named && named->brackets ? place(named->inside) : std::nullopt;
    if (!at || named->letter != letter)
        return quoted(name) + " is no " + (letter == 'K' ? "weight, such as K[0,1]." : "cell, such as Y[0,1].");
    question.row = at->row;
    question.col = at->col;
    const Spot spot = letter == 'K' ? Spot{Spot::Part::Kernel, session.focus, at->row, at->col}
                                    : Spot{Spot::Part::Map, session.focus + 1, at->row, at->col};
    return checkSpot(session, spot, name);
}

std::string readTap(std::string_view word, const Session& session, Question& question)
{
    const auto tap = index(word);
    const int taps = int(session.layer().window().cells());
    if (!tap || *tap >= taps)
        return quoted(word) + " is none of the products 0 to " + std::to_string(taps - 1) + ".";
    question.tap = *tap;
    return {};
}

std::string readMapName(std::span<const std::string_view> words, const Session& session, Question& question)
{
    const std::string_view name = words.size() > 1 ? words[1] : std::string_view("input");
    if (name == "input")
        question.map = session.focus;
    else if (name == "output")
        question.map = session.focus + 1;
    else if (const auto map = name == "map" && words.size() > 2 ? index(words[2]) : std::nullopt;
             map && std::size_t(*map) <= session.layers.size())
        question.map = std::size_t(*map);
    else
        return "cells are asked of the input, the output or a map: " + quoted(name) + " is none.";
    return {};
}

using Words = std::span<const std::string_view>;

std::string nothingElse(Words words, std::size_t most)
{
    return words.size() > most ? quoted(words[most]) + " is too much behind “" + std::string(words[0]) + "”."
                               : std::string();
}

std::string askCell(Words words, const Session& session, Ask& ask)
{
    std::string problem = readCell(words.size() > 1 ? words[1] : "", 'Y', session, ask.question);
    return problem.empty() ? nothingElse(words, 2) : problem;
}

std::string askTerm(Words words, const Session& session, Ask& ask)
{
    std::string problem = readCell(words.size() > 1 ? words[1] : "", 'Y', session, ask.question);
    if (problem.empty())
        problem = readTap(words.size() > 2 ? words[2] : "", session, ask.question);
    return problem.empty() ? nothingElse(words, 3) : problem;
}

std::string askRow(Words words, const Session& session, Ask& ask)
{
    const auto named = words.size() > 1 ? indexedName(words[1]) : std::nullopt;
    const auto row = named && named->brackets && named->letter == 'Y' ? index(named->inside) : std::nullopt;
    if (!row)
        return quoted(words.size() > 1 ? words[1] : "") + " is no row, such as Y[0].";
    ask.question.row = *row;
    return checkSpot(session, {Spot::Part::Map, session.focus + 1, *row, 0}, words[1]);
}

std::string askWhole(Words, const Session&, Ask&)
{
    return {};
}

std::string askCells(Words words, const Session& session, Ask& ask)
{
    return readMapName(words, session, ask.question);
}

std::string askNumber(Words words, const Session&, Ask& ask)
{
    if (words.size() < 2)
        return "a number is asked by its name, such as parameters.";
    ask.question.name = words[1];
    if (words[1] == "own")
        ask.kind = Ask::Kind::Own;
    if (words.size() > 2) {
        const auto epoch = index(words[2]);
        if (!epoch || *epoch < 1)
            return quoted(words[2]) + " is no epoch, from 1.";
        ask.question.epoch = *epoch;
    }
    return {};
}

std::string askGradient(Words words, const Session& session, Ask& ask)
{
    return readCell(words.size() > 1 ? words[1] : "", 'K', session, ask.question);
}

std::string askWeight(Words words, const Session& session, Ask& ask)
{
    std::string problem = readCell(words.size() > 1 ? words[1] : "", 'K', session, ask.question);
    if (problem.empty() && words.size() > 3 && words[2] == "after") {
        const auto epoch = index(words[3]);
        if (!epoch || *epoch < 1)
            return quoted(words[3]) + " is no epoch, from 1.";
        ask.question.epoch = *epoch;
    }
    return problem;
}

/// "residual Y[0,1]", "prediction Y[0,1] 3": of an epoch, the first if none is named.
std::string askLearned(Words words, const Session& session, Ask& ask)
{
    std::string problem = readCell(words.size() > 1 ? words[1] : "", 'Y', session, ask.question);
    if (problem.empty() && words.size() > 2) {
        const auto epoch = index(words[2]);
        if (!epoch || *epoch < 1)
            return quoted(words[2]) + " is no epoch, from 1.";
        ask.question.epoch = *epoch;
    }
    return problem;
}

std::string askChannelSum(Words words, const Session& session, Ask& ask)
{
    std::string problem = readChannelCell(words.size() > 1 ? words[1] : "", session, ask.question);
    if (problem.empty())
        problem = readInputChannel(words.size() > 2 ? words[2] : "", session, ask.question);
    return problem.empty() ? nothingElse(words, 3) : problem;
}

std::string askChannelCell(Words words, const Session& session, Ask& ask)
{
    std::string problem = readChannelCell(words.size() > 1 ? words[1] : "", session, ask.question);
    return problem.empty() ? nothingElse(words, 2) : problem;
}

std::string askChannelMap(Words words, const Session& session, Ask& ask)
{
    std::string problem = readOutputChannel(words.size() > 1 ? words[1] : "", session, ask.question);
    return problem.empty() ? nothingElse(words, 2) : problem;
}

std::string askChoice(Words, const Session&, Ask& ask)
{
    ask.kind = Ask::Kind::Choice;
    return {};
}

std::string askBuild(Words words, const Session&, Ask& ask)
{
    ask.kind = Ask::Kind::Build;
    if (words.size() < 2)
        return "what is to be built? A predicate is missing.";
    const std::string_view first = words[1], last = words.back();
    const std::string_view all(first.data(), std::size_t(last.data() + last.size() - first.data()));
    ask.predicate = (words[0] == "find" ? "kernel " : "") + std::string(all);
    return {};
}

struct KindRow {
    std::string_view name;
    Asked asked;
    std::string (*read)(Words words, const Session& session, Ask& ask);
};
constexpr std::array kKinds{
    KindRow{"product", Asked::Product, askTerm},
    KindRow{"subtotal", Asked::Subtotal, askTerm},
    KindRow{"cell", Asked::Cell, askCell},
    KindRow{"row", Asked::Row, askRow},
    KindRow{"map", Asked::Map, askWhole},
    KindRow{"shape", Asked::Shape, askWhole},
    KindRow{"padded", Asked::Padded, askWhole},
    KindRow{"cells", Asked::Cells, askCells},
    KindRow{"number", Asked::Number, askNumber},
    KindRow{"gradient", Asked::Gradient, askGradient},
    KindRow{"weight", Asked::Weight, askWeight},
    KindRow{"prediction", Asked::Prediction, askLearned},
    KindRow{"residual", Asked::Residual, askLearned},
    KindRow{"channel-sum", Asked::ChannelSum, askChannelSum},
    KindRow{"channel-cell", Asked::ChannelCell, askChannelCell},
    KindRow{"channel-map", Asked::ChannelMap, askChannelMap},
    KindRow{"channel-shape", Asked::ChannelShape, askWhole},
    KindRow{"weights-shape", Asked::WeightsShape, askWhole},
    KindRow{"choice", Asked::Cell, askChoice},
    KindRow{"build", Asked::Cell, askBuild},
    KindRow{"find", Asked::Cell, askBuild},
};

void addRow(Hidden& hidden, const Session& session, int row)
{
    const Spot first{Spot::Part::Map, session.focus + 1, row, 0};
    const auto shape = shapeOf(session, first);
    for (int c = 0; shape && row < shape->rows && c < shape->cols && hidden.cells.size() < kMostMarked; ++c)
        hidden.cells.push_back({first.part, first.index, row, c});
}

} // namespace

std::string readKind(std::string_view text, const Session& session, Ask& ask)
{
    const auto words = wordsIn(text);
    std::vector<std::string_view> names;
    for (const KindRow& row : kKinds)
        names.push_back(row.name);
    if (words.empty())
        return "“ask” says what: cell Y[0,1], shape, cells input, number parameters, choice, build …";
    const auto* row = std::ranges::find(kKinds, words[0], &KindRow::name);
    if (row == kKinds.end())
        return "nothing called " + quoted(words[0]) + " can be asked." + meant(words[0], names);
    ask.kind = Ask::Kind::Question;
    const std::size_t layer = ask.question.layer;
    ask.question = {};
    ask.question.asked = row->asked;
    ask.question.layer = asksOfChannels(text) ? layer : session.focus;
    return row->read(words, session, ask);
}

bool asksOfChannels(std::string_view text)
{
    const auto words = wordsIn(text);
    const auto* row = words.empty() ? kKinds.end() : std::ranges::find(kKinds, words[0], &KindRow::name);
    if (row == kKinds.end())
        return false;
    Question question;
    question.asked = row->asked;
    question.name = words.size() > 1 ? words[1] : std::string_view();
    return ofChannels(question);
}

std::string readSpots(std::string_view text, const Session& session, std::vector<Spot>& spots)
{
    const auto words = wordsIn(text);
    if (words.empty())
        return "a place is missing.";
    Spot spot;
    std::string_view where;
    if (const auto named = indexedName(words[0]); named && named->brackets && words.size() == 1) {
        spot.part = named->letter == 'K' ? Spot::Part::Kernel : Spot::Part::Map;
        spot.index = named->letter == 'K' ? session.focus : mapOf(named->letter, session);
        where = named->inside;
    } else if (words[0] == "map" && words.size() == 3 && index(words[1])) {
        spot.index = std::size_t(*index(words[1]));
        where = words[2];
    } else if (words.size() == 2 && (words[0] == "input" || words[0] == "output" || words[0] == "kernel")) {
        spot.part = words[0] == "kernel" ? Spot::Part::Kernel : Spot::Part::Map;
        spot.index = words[0] == "output" ? session.focus + 1 : session.focus;
        where = words[1];
    } else {
        return quoted(text) + " is no place, such as “input 0,0”, “kernel 1,0” or “output 0,0..1,1”.";
    }
    const auto dots = where.find("..");
    const auto from = place(where.substr(0, dots));
    const auto to = dots == std::string_view::npos ? from : place(where.substr(dots + 2));
    if (!from || !to || to->row < from->row || to->col < from->col)
        return quoted(where) + " is no place, such as 0,1 or 0,0..1,1.";
    spot.row = to->row;
    spot.col = to->col;
    if (std::string problem = checkSpot(session, spot, text); !problem.empty())
        return problem;
    for (int r = from->row; r <= to->row; ++r)
        for (int c = from->col; c <= to->col; ++c) {
            if (spots.size() == kMostMarked)
                return "more than " + std::to_string(kMostMarked) + " cells cannot be told apart.";
            spots.push_back({spot.part, spot.index, r, c});
        }
    return {};
}

std::string readHidden(std::string_view name, const Session& session, Hidden& hidden)
{
    constexpr std::array<std::string_view, 11> kNames{"Y",       "shape",        "explain-sum",   "explain-products",
                                                      "explain", "status",       "loss",          "gradient",
                                                      "window",  "channel-sums", "channel-counts"};
    if (readHiddenChannels(name, hidden.channels))
        return {};
    if (name == "shape")
        hidden.sizes.push_back(session.focus + 1);
    else if (name == "explain-sum")
        hidden.result = true;
    else if (name == "explain-products")
        hidden.products = hidden.result = true;
    else if (name == "loss" || name == "gradient" || name == "residual")
        hidden.learning = true;
    else if (name == "window")
        hidden.lights = true;
    else if (name == "status" || name == "explain")
        return {};
    else if (const auto tap = index(name))
        hidden.terms.push_back(*tap);
    else if (const auto named = indexedName(name); named && !named->brackets && named->letter != 'K')
        hidden.maps.push_back(mapOf(named->letter, session));
    else if (const auto row = named && named->brackets ? index(named->inside) : std::nullopt;
             row && named->letter == 'Y')
        addRow(hidden, session, *row);
    else if (std::vector<Spot> spots; readSpots(name, session, spots).empty())
        hidden.cells.insert(hidden.cells.end(), spots.begin(), spots.end());
    else
        return "nothing called " + quoted(name) + " can be hidden." + meant(name, kNames);
    return {};
}

Hidden hiddenBy(const Ask& ask, const Session& session)
{
    Hidden hidden;
    if (ask.kind != Ask::Kind::Question)
        return hidden;
    const Question& q = ask.question;
    if (ofChannels(q)) {
        hidden.channels = channelsHiddenBy(q);
        return hidden;
    }
    const std::size_t output = q.layer + 1;
    switch (q.asked) {
    case Asked::Product:
        hidden.terms.push_back(q.tap);
        hidden.result = true;
        break;
    case Asked::Subtotal:
        hidden.result = true;
        break;
    case Asked::Cell:
        hidden.cells.push_back({Spot::Part::Map, output, q.row, q.col});
        hidden.result = true;
        break;
    case Asked::Row:
        addRow(hidden, session, q.row);
        break;
    case Asked::Map:
        hidden.maps.push_back(output);
        break;
    case Asked::Shape:
        hidden.sizes.push_back(output);
        break;
    case Asked::Cells:
        hidden.lights = true;
        break;
    case Asked::Prediction:
    case Asked::Residual:
    case Asked::Gradient:
    case Asked::Weight:
        hidden.learning = true;
        break;
    default:
        hidden.learning = q.name == "loss";
    }
    return hidden;
}

Hidden joined(Hidden one, const Hidden& other)
{
    const auto add = [](auto& to, const auto& from) {
        for (const auto& each : from)
            if (std::ranges::find(to, each) == to.end())
                to.push_back(each);
    };
    add(one.cells, other.cells);
    add(one.maps, other.maps);
    add(one.sizes, other.sizes);
    add(one.terms, other.terms);
    one.result |= other.result;
    one.products |= other.products;
    one.learning |= other.learning;
    one.lights |= other.lights;
    one.channels.layer = std::max(one.channels.layer, other.channels.layer); // both are of the question's layer
    add(one.channels.cells, other.channels.cells);
    add(one.channels.maps, other.channels.maps);
    add(one.channels.parts, other.channels.parts);
    one.channels.sums |= other.channels.sums;
    one.channels.counts |= other.channels.counts;
    one.channels.sizes |= other.channels.sizes;
    return one;
}

std::string readAnswer(std::string_view text, const Question& question, Answer& answer)
{
    if (question.asked == Asked::Cells) {
        CellList cells;
        for (const std::string_view word : wordsIn(text)) {
            const auto at = place(word);
            if (!at)
                return quoted(word) + " is no cell, such as 0,1.";
            cells.push_back({at->row, at->col});
        }
        std::ranges::sort(cells);
        answer = std::move(cells);
        return {};
    }
    auto numbers = matrix64FromText(trimmed(text));
    if (!numbers)
        return quoted(trimmed(text)) + " is no number and no matrix.";
    answer = std::move(*numbers);
    return {};
}

std::string questionText(const Ask& ask, const Session& session)
{
    return ask.text.empty() && ask.kind == Ask::Kind::Question ? standardText(ask.question, session) : ask.text;
}

std::string standardText(const Question& question, const Session& session)
{
    const std::string layer = session.layers.size() > 1 ? std::to_string(question.layer + 1) : std::string();
    const auto at = [&](const char* name) {
        return std::string(name) + layer + "[" + std::to_string(question.row) + "," + std::to_string(question.col) +
               "]";
    };
    switch (question.asked) {
    case Asked::Product:
        return "What is product " + std::to_string(question.tap) + " of the window of " + at("Y") + "?";
    case Asked::Subtotal:
        return "What is the sum of the products up to product " + std::to_string(question.tap) + "?";
    case Asked::Cell:
        return "What is " + at("Y") + "?";
    case Asked::Row:
        return "What are the numbers of row " + std::to_string(question.row) + " of Y" + layer + "?";
    case Asked::Map:
        return "What is Y" + layer + "? Row by row, with “;” between rows.";
    case Asked::Shape:
        return "How many rows and columns has Y" + layer + "?";
    case Asked::Padded:
        return "How many rows and columns has the input with its padding?";
    case Asked::Cells:
        return "Click the cells.";
    case Asked::Number:
        if (const NumberName* const number = findNumber(question.name))
            return std::string(number->sentence);
        return "How many?";
    case Asked::Prediction:
        return "What is " + at("Ŷ") + "?";
    case Asked::Residual:
        return "What is the residual " + at("R") + "?";
    case Asked::Gradient:
        return "What is ∂loss/∂" + at("K") + "?";
    case Asked::Weight:
        return "What is " + at("K") + " after " + std::to_string(question.epoch) +
               (question.epoch == 1 ? " epoch?" : " epochs?");
    default:
        return channelQuestionText(question);
    }
}

} // namespace lab
