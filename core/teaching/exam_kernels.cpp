// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/composition.h"
#include "core/layers/corr2d.h"
#include "core/layers/kernels.h"
#include "core/session/samples.h"
#include "core/teaching/exam_rows.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

// Which kernel was it? and what follows when something is changed.

Grid64 outputOf(const Grid64& x, const Grid64& k)
{
    const Layer layer = layerWith(k, 0);
    const auto geometry = resolveLayer(x.shape(), layer);
    return geometry ? corr2dReference<double>(x.view(), k.view(), 0, *geometry) : Grid64();
}

Grid64 negative(Grid64 grid)
{
    for (double& v : grid.cells())
        v = -v;
    return grid;
}

/// A mistake that gives a whole map.
void addMap(ExamQuestion& question, std::string_view mistake, Grid64 answer, std::string_view sentence)
{
    if (answer != question.answer)
        question.alternatives.push_back({mistake, std::move(answer), std::string(sentence)});
}

/// In an order that does not tell which is right.
void setChoices(ExamQuestion& question)
{
    question.choices = {question.answer};
    for (const ExamAlternative& alternative : question.alternatives)
        question.choices.push_back(alternative.answer);
    const auto before = [](const Grid64& a, const Grid64& b) {
        return std::lexicographical_compare(a.cells().begin(), a.cells().end(), b.cells().begin(), b.cells().end());
    };
    std::sort(question.choices.begin(), question.choices.end(), before);
}

bool drawImpulse(Draws& draws, ExamQuestion& question)
{
    const Grid64 k = draws.grid({3, 3}, -2, 3);
    const std::array grids{k, rotated180(k), transposed(k), negative(k)};
    for (std::size_t a = 0; a < grids.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (grids[a] == grids[b])
                return false;
    const Grid64 shown = rotated180(k);
    question.parameters.assign(shown.cells().begin(), shown.cells().end());
    question.text = filled("The input is 0 but for a single 1 in the middle of 5 × 5. A 3 × 3 kernel makes of it the "
                           "output %1. Which kernel is it?",
                           {said(shown)});
    question.kernelAsked = true;
    question.answer = k;
    addMap(question, "read-as-it-stands", grids[1],
           "This is the output as it stands: the weight that meets the 1 first is the last one.");
    addMap(question, "transposed", grids[2], "Here rows and columns are exchanged.");
    addMap(question, "negative", grids[3], "Here every sign is lost.");
    setChoices(question);
    Grid64 impulse({5, 5});
    impulse.at(2, 2) = 1;
    question.session = examSession(impulse, {layerWith(k, 0)});
    question.steps = {
        {"In the first window the 1 lies under the last weight: Y[0,0] = K[2,2].", "stage", 8},
        {"In the last window it lies under the first: Y[2,2] = K[0,0].", "stage", 80},
        {filled("So the output is the kernel turned by 180°: K = %1.", {said(k)}), "stage", 80},
    };
    return true;
}

/// How an output is shown: on its own scale.
Grid64 seen(const Grid64& input, std::string_view kernel)
{
    Grid64 y = outputOf(input, converted<double>(findKernelPreset(kernel)->values()));
    double most = 0;
    for (const double v : y.cells())
        most = std::max(most, std::abs(v));
    for (double& v : y.cells())
        v /= most;
    return y;
}

/// How far two pictures are from each other, against the larger of them.
double distance(const Grid64& a, const Grid64& b)
{
    double apart = 0, ofA = 0, ofB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        apart += std::pow(a.cells()[i] - b.cells()[i], 2);
        ofA += std::pow(a.cells()[i], 2);
        ofB += std::pow(b.cells()[i], 2);
    }
    return std::sqrt(apart / std::max(ofA, ofB));
}

bool drawRecognise(Draws& draws, ExamQuestion& question)
{
    static constexpr std::array<std::string_view, 2> kPictures{"ring", "checkerboard"};
    // Their order belongs to what a seed draws.
    static constexpr std::array<std::string_view, 12> kKernels{"identity", "sobel-x", "sobel-y", "laplace-4",
                                                               "box-3",    "gauss-3", "sharpen", "emboss",
                                                               "line-0",   "line-90", "line-45", "line-135"};
    const int picture = draws.whole(0, int(kPictures.size()) - 1);
    std::vector<int> four;
    while (four.size() < 4) {
        const int drawn = draws.whole(0, int(kKernels.size()) - 1);
        if (std::find(four.begin(), four.end(), drawn) == four.end())
            four.push_back(drawn);
    }
    Session session = startSession();
    findSample(kPictures[std::size_t(picture)])->apply(session);
    const Grid64 input = inDouble(session.inputPlane(0));
    constexpr double kApart = 0.4; // less is hard to see
    std::vector<Grid64> outputs;
    for (const int k : four)
        outputs.push_back(seen(input, kKernels[std::size_t(k)]));
    for (std::size_t a = 0; a < outputs.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (distance(outputs[a], outputs[b]) < kApart)
                return false;
    question.parameters = {double(picture)};
    question.parameters.insert(question.parameters.end(), four.begin(), four.end());
    question.text = filled("Here is a %1, and what one of four kernels makes of it. Which kernel is it?",
                           {std::string(kPictures[std::size_t(picture)])});
    question.kernelAsked = true;
    const auto kernelOf = [](int k) { return findKernelPreset(kKernels[std::size_t(k)]); };
    const KernelPreset& right = *kernelOf(four[0]);
    question.answer = converted<double>(right.values());
    for (std::size_t i = 1; i < four.size(); ++i) {
        const KernelPreset& other = *kernelOf(four[i]);
        addMap(question, other.id, converted<double>(other.values()),
               filled("%1: %2", {std::string(other.name), std::string(other.sentence)}));
    }
    std::sort(four.begin(), four.end());
    for (const int k : four) {
        question.choices.push_back(converted<double>(kernelOf(k)->values()));
        question.choiceNames.emplace_back(kernelOf(k)->name);
    }
    session.layers = {layerWith(question.answer, 0)};
    session.focus = 0;
    question.session = std::move(session);
    double sum = 0;
    for (const double w : question.answer.cells())
        sum += w;
    question.steps = {
        {filled("Look at a flat part of the picture: it gives its value times ΣK, here times %1.", {display(sum, 3)}),
         "filter"},
        {"Then at edges: which directions answer, and with which sign?", "filter"},
        {filled("%1. %2", {std::string(right.name), std::string(right.sentence)}), "filter"},
    };
    return true;
}

bool drawFindKernel(Draws& draws, ExamQuestion& question)
{
    const Grid64 x = draws.grid({3, 4}, 0, 5), k = draws.gridNotZero({1, 2}, -3, 4);
    // PᵀP of the nine windows; its smaller eigenvalue tells how well they tell the two weights apart.
    double a = 0, b = 0, d = 0;
    for (int r = 0; r < 3; ++r) {
        for (int c = 0; c < 3; ++c) {
            a += x.at(r, c) * x.at(r, c);
            b += x.at(r, c) * x.at(r, c + 1);
            d += x.at(r, c + 1) * x.at(r, c + 1);
        }
    }
    const double smaller = (a + d - std::hypot(a - d, 2 * b)) / 2;
    if (smaller < 1 || k.at(0, 0) == k.at(0, 1))
        return false;
    const Grid64 y = outputOf(x, k);
    addParameters(question, x);
    addParameters(question, y);
    question.text =
        filled("A 1 × 2 kernel made of the input %1 the output %2. Its weights are whole numbers. Which are they?",
               {said(x), said(y)});
    question.asked = {"left", "right"};
    question.kernelAsked = true;
    question.answer = k;
    addMap(question, "flipped", rotated180(k), "The two weights are exchanged.");
    addMap(question, "negative", negative(k), "Both signs are lost.");
    question.session = examSession(x, {layerWith(k, 0)});
    // The two windows that tell most: the determinant of their equations.
    OutputCell first, second;
    double most = 0;
    const auto window = [&](int i) { return OutputCell{i / 3, i % 3}; };
    for (int i = 0; i < 9; ++i) {
        for (int j = i + 1; j < 9; ++j) {
            const auto [r, c] = window(i);
            const auto [s, t] = window(j);
            const double determinant = std::abs(x.at(r, c) * x.at(s, t + 1) - x.at(r, c + 1) * x.at(s, t));
            if (determinant > most) {
                most = determinant;
                first = window(i);
                second = window(j);
            }
        }
    }
    const auto equation = [&](OutputCell at) {
        return filled(
            "Y[%1,%2]: %3·K[0,0] + %4·K[0,1] = %5.",
            {said(at.row), said(at.col), said(x.at(at.row, at.col)), said(x.at(at.row, at.col + 1)), said(y.at(at))});
    };
    const auto position = [](OutputCell at) { return (std::int64_t(at.row) * 3 + at.col) * 2; };
    question.steps = {
        {"Take a window that is no multiple of another. " + equation(first), "stage", position(first)},
        {"And a second one. " + equation(second), "stage", position(second)},
        {filled("Solve the two: K = %1; check it in a third window.", {said(k)}), "stage"},
    };
    return true;
}

/// What is changed in question 22.
struct Change {
    const char* sentence; ///< of %1
    const char* reason;
};
constexpr std::array kChanges{
    Change{"%1 is added to every input", "Every product grows by %1 times its weight: %1·ΣK more."},
    Change{"every input is multiplied by %1", "The sum of the products is multiplied, the bias is not."},
    Change{"every weight is multiplied by %1", "The sum of the products is multiplied, the bias is not."},
    Change{"%1 is added to the bias", "The bias is added once: %1 more."},
};

bool drawWhatIf(Draws& draws, ExamQuestion& question)
{
    const Grid64 x = draws.grid({3, 3}, 0, 9), k = draws.gridNotZero({2, 2}, -3, 4);
    const int b = draws.notZero(-4, 4), what = draws.whole(0, 3), c = draws.whole(2, 5);
    double sum = 0, weights = 0;
    for (int r = 0; r < 2; ++r) {
        for (int col = 0; col < 2; ++col) {
            sum += x.at(r, col) * k.at(r, col);
            weights += k.at(r, col);
        }
    }
    const double y = sum + b;
    const bool toInput = what == 0, scaled = what == 1 || what == 2, toBias = what == 3;
    const double right = toInput ? y + c * weights : toBias ? y + c : c * sum + b;
    constexpr int kTaps = 4;
    const std::array alternatives{
        NamedNumber{"everything-scaled", c * y, "when everything is multiplied", "The bias is not."},
        NamedNumber{"plus-c", toBias ? kNone : y + c, "by adding the number once",
                    "It meets every weight of the window."},
        NamedNumber{"unchanged", y, "when nothing changes"},
        NamedNumber{"times-taps", scaled ? kNone : y + kTaps * c, "by adding the number once for each product",
                    toBias ? "The bias is added once." : "Each weight multiplies it."},
    };
    std::vector<std::string_view> tells{"unchanged"};
    if (scaled)
        tells.emplace_back("everything-scaled");
    if (toInput)
        tells.insert(tells.end(), {"plus-c", "times-taps"});
    if (!toldApart(right, alternatives, tells))
        return false;
    const Change& change = kChanges[std::size_t(what)];
    addParameters(question, x);
    addParameters(question, k);
    question.parameters.insert(question.parameters.end(), {y, weights, double(b), double(what), double(c)});
    question.text =
        filled("With the kernel %1, whose weights sum to %2, and the bias %3, an output is %4. What is it when %5?",
               {said(k), said(weights), said(b), said(y), filled(change.sentence, {said(c)})});
    setAnswer(question, {{right}}, alternatives);
    question.session = examSession(x, {layerWith(k, float(b))});
    question.steps = {
        {filled("The products sum to %1, the bias makes it %2.", {said(sum), said(y)}), "stage", kTaps - 1},
        {filled(change.reason, {said(c)}), "stage", kTaps - 1},
        {scaled ? filled("%1·%2 + %3 = %4.", {said(c), said(sum), said(b), said(right)})
                : filled("%1 + %2 = %3.", {said(y), said(right - y), said(right)}),
         "stage", kTaps - 1},
    };
    return true;
}

/// A network of two filters: ReLU, max pooling 2 × 2, and a dense layer on what is left.
struct HandNet {
    Grid64 x; ///< 5 × 5
    std::array<Grid64, 2> kernels; ///< 2 × 2
    std::array<double, 2> biases{};
    Grid64 dense; ///< 1 × 8
    double denseBias = 0;
};
struct HandOptions {
    bool relu = true, mean = false, biases = true, turned = false, byPosition = false;
};
/// The pooled maps, and the number.
struct HandResult {
    std::array<Grid64, 2> maps;
    double number = 0;
};
HandResult computed(const HandNet& net, const HandOptions& options)
{
    HandResult result;
    for (std::size_t f = 0; f < 2; ++f) {
        Grid64 z = outputOf(net.x, options.turned ? rotated180(net.kernels[f]) : net.kernels[f]);
        for (double& v : z.cells()) {
            v += options.biases ? net.biases[f] : 0;
            v = options.relu ? std::max(v, 0.0) : v;
        }
        Grid64& map = result.maps[f] = Grid64({2, 2});
        for (int r = 0; r < 2; ++r) {
            for (int c = 0; c < 2; ++c) {
                const std::array four{z.at(2 * r, 2 * c), z.at(2 * r, 2 * c + 1), z.at(2 * r + 1, 2 * c),
                                      z.at(2 * r + 1, 2 * c + 1)};
                map.at(r, c) = options.mean ? (four[0] + four[1] + four[2] + four[3]) / 4
                                            : *std::max_element(four.begin(), four.end());
            }
        }
    }
    result.number = options.biases ? net.denseBias : 0;
    for (std::size_t i = 0; i < 8; ++i) {
        const auto& map = options.byPosition ? result.maps[i % 2] : result.maps[i / 4];
        result.number += net.dense.cells()[i] * map.cells()[options.byPosition ? i / 2 : i % 4];
    }
    return result;
}

bool drawHandNet(Draws& draws, ExamQuestion& question)
{
    HandNet net;
    net.x = draws.grid({5, 5}, 0, 3);
    for (Grid64& kernel : net.kernels)
        kernel = draws.grid({2, 2}, -1, 2);
    for (double& bias : net.biases)
        bias = draws.whole(-2, 1);
    net.dense = draws.grid({1, 8}, -1, 1);
    net.denseBias = draws.notZero(-3, 3);
    const HandResult result = computed(net, {});
    for (const Grid64& map : result.maps) // a dead filter asks nothing
        if (*std::max_element(map.cells().begin(), map.cells().end()) <= 0)
            return false;
    const double right = result.number;
    const std::array alternatives{
        NamedNumber{"relu-forgotten", computed(net, {.relu = false}).number, "without the ReLU",
                    "It turns what is negative into 0."},
        NamedNumber{"mean-for-max", computed(net, {.mean = true}).number, "with the mean of each window",
                    "Max pooling takes the largest."},
        NamedNumber{"biases-forgotten", computed(net, {.biases = false}).number, "without the biases",
                    "Each is added once."},
        NamedNumber{"flipped", computed(net, {.turned = true}).number, "with the kernels turned around",
                    "They lie on the window as they stand."},
        NamedNumber{"channel-last-order", computed(net, {.byPosition = true}).number,
                    "when the maps are laid out cell by cell", "Here the first map comes first, then the second."},
        NamedNumber{"dense-bias-forgotten", right - net.denseBias, "without the last bias",
                    "The dense layer has one too."},
    };
    constexpr std::array<std::string_view, 5> kTells{"relu-forgotten", "mean-for-max", "biases-forgotten", "flipped",
                                                     "dense-bias-forgotten"};
    if (std::abs(right) < 0.5 || !toldApart(right, alternatives, kTells))
        return false;
    for (const Grid64* grid : {&net.x, &net.kernels[0], &net.kernels[1]})
        addParameters(question, *grid);
    question.parameters.insert(question.parameters.end(), net.biases.begin(), net.biases.end());
    addParameters(question, net.dense);
    question.parameters.push_back(net.denseBias);
    question.text = filled("A network by hand. Input %1. Two kernels %2 and %3 with biases %4 and %5, each followed "
                           "by a ReLU and a max pooling 2 × 2 with stride 2. The two maps, one after the other and "
                           "row by row, are multiplied with %6 and added, with the bias %7. Which number comes out?",
                           {said(net.x), said(net.kernels[0]), said(net.kernels[1]), said(net.biases[0]),
                            said(net.biases[1]), said(net.dense), said(net.denseBias)});
    setAnswer(question, {{right}}, alternatives);
    Layer filter = layerWith(net.kernels[0], float(net.biases[0]));
    filter.activation = Activation::Relu;
    question.session = examSession(net.x, {filter, maxPoolLayer(2, 2)});
    question.steps = {
        {"Each kernel makes a 4 × 4 map; its bias is added to every cell.", "stage"},
        {"The ReLU turns what is negative into 0.", "stack"},
        {filled("The poolings leave %1 and %2.", {said(result.maps[0]), said(result.maps[1])}), "stack"},
        {filled("Times the eight weights, and %1: %2.", {said(net.denseBias), said(right)}), "table"},
    };
    return true;
}

constexpr std::array kTemplates{
    ExamTemplate{"hand-net", 18, "A small network by hand", 4, "7.6", drawHandNet},
    ExamTemplate{"impulse", 19, "The kernel behind an impulse", 2, "7.2", drawImpulse},
    ExamTemplate{"recognise", 20, "Which kernel made this picture?", 2, "7.2", drawRecognise},
    ExamTemplate{"find-kernel", 21, "Which kernel made these numbers?", 3, "7.2", drawFindKernel},
    ExamTemplate{"what-if", 22, "What changes if", 2, "7.2", drawWhatIf},
};

} // namespace

std::span<const ExamTemplate> kernelTemplates()
{
    return kTemplates;
}

} // namespace lab
