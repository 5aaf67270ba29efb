// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/teaching/compare.h"

#include "core/numbers/number_text.h"
#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"
#include "core/teaching/versions.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <optional>

namespace lab
{

namespace
{

constexpr std::size_t kMostNamed = 3;
/// What the rounding of single precision may come to, against the largest number.
constexpr double kRounding = 2e-6;

/// Theirs, and where it is looked at.
struct Sample {
    GridView<float> theirs;
    std::vector<OutputCell> cells;
    double largest = 0, least = 0, most = 0; ///< magnitude; range
    bool whole = true; ///< all cells are in it
};

/// Indices along an axis: the borders, and what lies evenly between.
std::vector<int> spread(int count, int wanted)
{
    std::vector<int> indices;
    for (int i = 0; i < wanted; ++i)
        indices.push_back(int(std::int64_t(i) * (count - 1) / std::max(wanted - 1, 1)));
    for (const int edge : {1, 2, count - 3, count - 2})
        if (edge >= 0 && edge < count)
            indices.push_back(edge);
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
    return indices;
}

Sample sampleOf(GridView<float> theirs)
{
    Sample sample{.theirs = theirs, .cells = {}};
    constexpr int kSide = 60; // with the borders, at most 64² cells
    sample.whole = theirs.shape().cells() <= kMostCompared;
    const auto rows = spread(theirs.rows(), sample.whole ? theirs.rows() : std::min(kSide, theirs.rows()));
    const auto cols = spread(theirs.cols(), sample.whole ? theirs.cols() : std::min(kSide, theirs.cols()));
    for (const int row : rows)
        for (const int col : cols)
            sample.cells.push_back({row, col});
    sample.least = std::numeric_limits<double>::infinity();
    sample.most = -sample.least;
    for (int r = 0; r < theirs.rows(); ++r)
        for (const float number : theirs.row(r))
            if (std::isfinite(number)) {
                sample.least = std::min(sample.least, double(number));
                sample.most = std::max(sample.most, double(number));
            }
    sample.largest = std::max(std::abs(sample.least), std::abs(sample.most));
    if (!std::isfinite(sample.largest))
        sample.largest = 0;
    return sample;
}

bool alike(double a, double b, double largest)
{
    return sameNumber(a, b) || std::abs(a - b) <= kRounding * largest;
}

/// What the layer reads, also turned: each way is made once.
class Inputs
{
public:
    explicit Inputs(const AskedLayer& asked) : m_x(asked.x) {}

    GridView<float> of(const Version& version)
    {
        if (!version.input)
            return m_x;
        for (const Turned& turned : m_turned)
            if (turned.by == version.input)
                return turned.x.view();
        const Shape shape = m_x.shape();
        Grid x = Grid::uninitialised(version.inputTransposed ? Shape{shape.cols, shape.rows} : shape);
        for (int r = 0; r < x.rows(); ++r)
            for (int c = 0; c < x.cols(); ++c)
                x.at(r, c) = m_x.at(version.input({r, c}, shape));
        return m_turned.emplace_back(version.input, std::move(x)).x.view();
    }

private:
    struct Turned {
        InputCell (*by)(InputCell, Shape);
        Grid x;
        Turned(InputCell (*how)(InputCell, Shape), Grid made) : by(how), x(std::move(made)) {}
    };
    GridView<float> m_x;
    std::deque<Turned> m_turned; // views of them stay valid
};

/// A version on its input, ready to be asked for cells.
class Maker
{
public:
    /// None where its kernel does not fit, or its output has another shape than `theirs`.
    static std::optional<Maker> of(Inputs& inputs, const Version& version, Shape theirs)
    {
        Maker maker(inputs.of(version), version);
        const auto geometry = resolveLayer(maker.m_x.shape(), version.layer);
        if (!geometry)
            return std::nullopt;
        maker.m_geometry = *geometry;
        const Shape output = geometry->output();
        const Shape shape = version.transposed ? Shape{output.cols, output.rows} : output;
        return shape == theirs ? std::optional(std::move(maker)) : std::nullopt;
    }

    /// What the version writes there; none where that is not known.
    std::optional<double> at(OutputCell cell) const
    {
        const Shape output = m_geometry.output();
        const OutputCell from = m_version.place ? m_version.place(cell, output) : cell;
        if (!inside(from, output))
            return std::nullopt;
        const double value = layerCell(m_x, m_version.layer, m_geometry, from).value;
        return m_version.value ? m_version.value(value) : value;
    }

private:
    Maker(GridView<float> x, const Version& version) : m_version(version), m_x(x) {}

    Version m_version;
    GridView<float> m_x;
    Geometry m_geometry;
};

/// theirs = factor·value + offset, by the two cells in which the values differ most; none where all are the same.
struct Line {
    double factor = 1, offset = 0;
};
std::optional<Line> lineOf(const Maker& maker, const Version& version, const Sample& sample)
{
    std::optional<double> low, high;
    double atLow = 0, atHigh = 0;
    for (const OutputCell cell : sample.cells)
        if (const auto value = maker.at(cell); value && std::isfinite(*value)) {
            if (!low || *value < *low)
                low = *value, atLow = double(sample.theirs.at(cell));
            if (!high || *value > *high)
                high = *value, atHigh = double(sample.theirs.at(cell));
        }
    if (!low || !high)
        return std::nullopt;
    if (version.shifted) {
        const bool stretched = *high > *low && sample.least == 0 && std::abs(sample.most - 1) < kRounding;
        const double factor = (atHigh - atLow) / (*high - *low);
        return stretched && factor > 0 ? std::optional(Line{factor, atLow - factor * *low}) : std::nullopt;
    }
    const bool byHigh = std::abs(*high) >= std::abs(*low);
    const double value = byHigh ? *high : *low, there = byHigh ? atHigh : atLow;
    return value != 0 && there != 0 ? std::optional(Line{there / value, 0}) : std::nullopt;
}

/// How many cells of the sample a version does not make; `most` at the most, for those that are in a hurry. None
/// where it makes none of them.
std::optional<std::int64_t> differences(Inputs& inputs, const Version& version, const Sample& sample,
                                        std::int64_t most)
{
    const auto maker = Maker::of(inputs, version, sample.theirs.shape());
    if (!maker)
        return std::nullopt;
    Line line;
    if (version.scaled) {
        const auto found = lineOf(*maker, version, sample);
        if (!found)
            return std::nullopt;
        line = *found;
    }
    std::int64_t different = 0, known = 0;
    for (const OutputCell cell : sample.cells) {
        const auto value = maker->at(cell);
        if (!value)
            continue;
        ++known;
        if (!alike(version.scaled ? line.factor * *value + line.offset : *value, double(sample.theirs.at(cell)),
                   sample.largest) &&
            ++different >= most)
            break;
    }
    return known > 0 ? std::optional(different) : std::nullopt;
}

bool makesAll(Inputs& inputs, const Version& version, const Sample& sample)
{
    return differences(inputs, version, sample, 1) == 0;
}

/// The simplest versions that make all of theirs.
Result<Done> explainAll(ResultComparison& comparison, Inputs& inputs, const Version& plain, const Sample& sample,
                        std::stop_token stop)
{
    const auto rows = causeRows();
    for (const CauseRow& row : rows)
        if (Version version = plain; row.change(version) && makesAll(inputs, version, sample))
            comparison.explanations.push_back({&row.cause});
    if (!comparison.explanations.empty())
        return Done();
    for (const CauseRow& first : rows)
        for (const CauseRow& second : rows) {
            if (stop.stop_requested())
                return ErrorCode::Stopped;
            Version version = plain;
            if (first.slot < second.slot && first.change(version) && second.change(version) &&
                makesAll(inputs, version, sample))
                comparison.explanations.push_back({&first.cause, &second.cause});
        }
    return Done();
}

void findNearest(ResultComparison& comparison, Inputs& inputs, const Version& plain, const Sample& sample)
{
    const auto all = std::int64_t(sample.cells.size());
    const auto before = differences(inputs, plain, sample, all);
    comparison.nearestDifferent = before.value_or(all);
    for (const CauseRow& row : causeRows())
        if (Version version = plain; row.change(version))
            if (const auto left = differences(inputs, version, sample, comparison.nearestDifferent);
                left && *left < comparison.nearestDifferent) {
                comparison.nearest = {&row.cause};
                comparison.nearestDifferent = *left;
            }
}

/// What differs, over all cells.
void mark(ResultComparison& comparison, const Grid& ours, const Sample& sample)
{
    comparison.differs = BasicGrid<std::uint8_t>(ours.shape(), 0);
    comparison.identical = true;
    for (int r = 0; r < ours.rows(); ++r)
        for (int c = 0; c < ours.cols(); ++c) {
            const float mine = ours.at(r, c), other = sample.theirs.at(r, c);
            comparison.identical = comparison.identical && sameNumber(mine, other);
            if (alike(double(mine), double(other), sample.largest))
                continue;
            comparison.differs.at(r, c) = 1;
            ++comparison.different;
            const double apart = std::abs(double(mine) - double(other));
            if (comparison.different == 1 || apart > comparison.largestDifference) { // the first may be no number
                comparison.largestDifference = apart;
                comparison.largestAt = {r, c};
            }
        }
    comparison.equal = comparison.different == 0;
}

std::string wordsOf(const Explained& explained)
{
    std::string words;
    for (const Cause* cause : explained)
        words += (words.empty() ? "" : " and, at the same time, ") + std::string(cause->how);
    return words;
}

std::string shapeText(Shape shape)
{
    return std::to_string(shape.rows) + " × " + std::to_string(shape.cols);
}

std::string sentenceOf(const ResultComparison& comparison, Shape ours, Shape theirs)
{
    if (comparison.identical)
        return "Yours is the same, to the last bit.";
    if (comparison.equal)
        return "Yours is the same, but for the rounding of float32.";
    const std::string looked =
        comparison.sampled ? " Looked at were " + displayCount(kMostCompared) + " cells at most." : "";
    const auto& found = comparison.explanations;
    if (!found.empty() && found.size() <= kMostNamed) {
        std::string text = std::string("Yours is what one gets ") + (found.size() > 1 ? "either " : "");
        for (std::size_t i = 0; i < found.size(); ++i)
            text += (i > 0 ? ", or " : "") + wordsOf(found[i]);
        text += ".";
        if (found.size() == 1)
            for (const Cause* cause : found.front())
                text += " " + std::string(cause->advice);
        return text + looked;
    }
    std::string text = comparison.sameShape
                           ? displayCount(comparison.different) + " of " + displayCount(ours.cells()) +
                                 " cells differ, by at most " + display(comparison.largestDifference) + "."
                           : "Yours has " + shapeText(theirs) + " cells, the output " + shapeText(ours) + ".";
    if (!found.empty())
        return text + " Too many causes give this to name one: try other numbers." + looked;
    if (!comparison.nearest.empty())
        text += " Nearest comes what one gets " + wordsOf(comparison.nearest) + ": " +
                displayCount(comparison.nearestDifferent) +
                (comparison.sampled ? " of the cells that were looked at" : "") + " still differ.";
    return text + looked;
}

} // namespace

std::span<const Cause* const> causes()
{
    static const std::vector<const Cause*> all = [] {
        std::vector<const Cause*> rows;
        for (const CauseRow& row : causeRows())
            rows.push_back(&row.cause);
        return rows;
    }();
    return all;
}

Result<ResultComparison> compareResults(const Session& session, std::size_t layer, GridView<float> theirs,
                                        std::stop_token stop)
{
    if (theirs.shape().empty())
        return ErrorCode::EmptyInput;
    const auto asked = askedLayer(session, layer);
    if (!asked)
        return asked.error();
    const Sample sample = sampleOf(theirs);
    ResultComparison comparison;
    comparison.sameShape = theirs.shape() == asked->geometry.output();
    comparison.sampled = !sample.whole;
    if (comparison.sameShape) {
        Grid ours = Grid::uninitialised(asked->geometry.output());
        const EvaluateOptions options{
            .threads = allowedThreads(), .stop = stop, .reference = byReference(ours.shape())};
        if (const auto done = featureMap(asked->x, asked->layer, asked->geometry, options, ours); !done)
            return done.error();
        mark(comparison, ours, sample);
    }
    if (!comparison.equal) {
        Inputs inputs(*asked);
        Version plain;
        plain.layer = asked->layer;
        plain.rows = asked->geometry.rows.margin;
        plain.cols = asked->geometry.cols.margin;
        if (const auto done = explainAll(comparison, inputs, plain, sample, stop); !done)
            return done.error();
        if (comparison.explanations.empty())
            findNearest(comparison, inputs, plain, sample);
    }
    comparison.sentence = sentenceOf(comparison, asked->geometry.output(), theirs.shape());
    return comparison;
}

} // namespace lab
