// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lessons/lesson_settings.h"

#include "core/layers/kernels.h"
#include "core/learning/start_kernel.h"
#include "core/lessons/channel_settings.h"
#include "core/lessons/lesson_values.h"
#include "core/numbers/matrix_text.h"
#include "core/numbers/number_text.h"
#include "core/session/experiments.h"
#include "core/session/insight.h"
#include "core/session/samples.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace lab
{

namespace
{

/// What a block writes to.
struct Target {
    Session session;
    std::size_t layer = 0; ///< that the keys are about
    const LessonSurroundings& around;

    Layer& of() { return session.layers[std::min(layer, session.layers.size() - 1)]; }
};

Problem setInput(Target& to, std::string_view value)
{
    if (const Sample* const sample = findSample(value)) {
        Session other = startSession();
        sample->apply(other);
        to.session.input = other.input;
        return {};
    }
    const bool file = value.find('.') != std::string_view::npos && !numberFromText(splitAt(value, ',').front()) &&
                      value.find(';') == std::string_view::npos;
    if (file) {
        if (!staysBeside(value))
            return quoted(value) + " is not beside the lesson: a lesson opens only what lies in its own folder.";
        PicturePtr picture;
        Problem problem = to.around.open ? to.around.open(std::string(value), picture)
                                         : quoted(value) + " cannot be opened from here.";
        if (picture)
            to.session.input = std::move(picture);
        return problem;
    }
    Grid grid;
    if (Problem problem = setMatrix(value, grid); !problem.empty())
        return problem;
    to.session.input = matrixPicture("the lesson's input", std::move(grid));
    return {};
}

Problem setSample(Target& to, std::string_view value)
{
    const Sample* sample = nullptr;
    if (Problem problem = setRow(value, samples(), sample); !problem.empty())
        return problem;
    to.session = startSession();
    sample->apply(to.session);
    to.layer = to.session.focus;
    return {};
}

Problem setExperiment(Target& to, std::string_view value)
{
    const Experiment* experiment = nullptr;
    if (Problem problem = setRow(value, experiments(), experiment); !problem.empty())
        return problem;
    to.session = sessionOf(*experiment);
    to.layer = to.session.focus;
    return {};
}

Problem setKernel(Target& to, std::string_view value)
{
    if (const KernelPreset* const preset = findKernelPreset(value)) {
        to.of().kernel = preset->values();
        return {};
    }
    return setMatrix(value, to.of().kernel);
}

Problem setBias(Target& to, std::string_view value)
{
    double bias = 0;
    if (Problem problem = setNumber(value, bias); !problem.empty())
        return problem;
    if (!floatOf(bias))
        return quoted(value) + " is too large.";
    to.of().bias = *floatOf(bias);
    return {};
}

Problem setOperation(Target& to, std::string_view value)
{
    if (value != "correlation" && value != "convolution")
        return quoted(value) + " is none of correlation, convolution.";
    to.of().spec.operation = value == "convolution" ? Operation::Convolution : Operation::Correlation;
    return {};
}

Problem setPadding(Target& to, std::string_view value)
{
    constexpr int kMost = 10'000;
    if (value == "none")
        value = "valid";
    for (const PaddingRule& rule : paddingRules())
        if (rule.mode != PaddingMode::Explicit && rule.id == value) {
            to.of().spec.padding = {rule.mode, {}, {}};
            return {};
        }
    const auto n = wholeNumbers(value, 0, kMost);
    if (!n || (n->size() != 1 && n->size() != 2 && n->size() != 4))
        return quoted(value) +
               " is no padding: a number, rows,columns, or top,bottom,left,right; or none, same, full.";
    const Margin rows = n->size() == 4 ? Margin{(*n)[0], (*n)[1]} : Margin{(*n)[0], (*n)[0]};
    const Margin cols = n->size() == 4 ? Margin{(*n)[2], (*n)[3]} : Margin{n->back(), n->back()};
    to.of().spec.padding = {PaddingMode::Explicit, rows, cols};
    return {};
}

Problem setBorder(Target& to, std::string_view value)
{
    const BorderRule* rule = nullptr;
    Problem problem = setRow(value, borderRules(), rule);
    if (rule)
        to.of().spec.border = rule->border;
    return problem;
}

Problem setPool(Target& to, std::string_view value)
{
    PerAxis size;
    Problem problem = setPair(value, size);
    if (problem.empty())
        to.of().pool = {size.rows, size.cols};
    return problem;
}

Problem setActivation(Target& to, std::string_view value)
{
    const ActivationRow* row = nullptr;
    Problem problem = setRow(value, activations(), row);
    if (row)
        to.of().activation = row->activation;
    return problem;
}

Problem setKind(Layer& layer, std::string_view value)
{
    if (value == "conv")
        value = "convolution";
    const LayerKindRow* row = nullptr;
    Problem problem = setRow(value, layerKinds(), row);
    if (row)
        layer.kind = row->kind;
    return problem;
}

/// "conv 3x3 padding 1; max-pool 2x2 stride 2": a stack, each convolution a mean until its kernel is set.
Problem setLayers(Target& to, std::string_view value)
{
    std::vector<Layer> layers;
    for (const std::string_view part : splitAt(value, ';')) {
        const auto words = wordsIn(part);
        if (words.empty())
            return "a layer is missing beside a “;”.";
        if (layers.size() == kMostLayers)
            return "there are at most " + std::to_string(kMostLayers) + " layers.";
        Target one{to.session, 0, to.around};
        one.session.layers.assign(1, Layer{});
        if (Problem problem = setKind(one.of(), words[0]); !problem.empty())
            return problem;
        PerAxis size{2, 2};
        if (words.size() > 1)
            if (Problem problem = setPair(words[1], size); !problem.empty())
                return problem;
        constexpr std::int64_t kMostWeights = 1'000'000;
        if (Shape{size.rows, size.cols}.cells() > kMostWeights)
            return quoted(words[1]) + " is too large a window.";
        if (one.of().pools()) {
            one.of().pool = {size.rows, size.cols};
            one.of().spec.stride = size; // as libraries do
        } else {
            Grid mean({size.rows, size.cols});
            for (float& weight : mean.cells())
                weight = 1.0F / float(size.rows * size.cols);
            one.of().kernel = std::move(mean);
        }
        for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
            Problem problem = words[i] == "stride"     ? setPair(words[i + 1], one.of().spec.stride)
                              : words[i] == "dilation" ? setPair(words[i + 1], one.of().spec.dilation)
                              : words[i] == "padding"  ? setPadding(one, words[i + 1])
                              : words[i] == "activation"
                                  ? setActivation(one, words[i + 1])
                                  : quoted(words[i]) + " is none of stride, dilation, padding, activation.";
            if (!problem.empty())
                return problem;
        }
        layers.push_back(one.of());
    }
    to.session.layers = std::move(layers);
    to.session.focus = to.layer = 0;
    return {};
}

Problem setLayer(Target& to, std::string_view value)
{
    int number = 0;
    Problem problem = setWhole(value, 1, int(kMostLayers), number);
    if (!problem.empty())
        return problem;
    if (std::size_t(number) > to.session.layers.size() + 1)
        return "there is no layer " + std::to_string(number) + "; the last is " +
               std::to_string(to.session.layers.size()) + ".";
    if (std::size_t(number) == to.session.layers.size() + 1)
        to.session.layers.push_back(Layer{});
    to.layer = std::size_t(number) - 1;
    return {};
}

Problem setFocus(Target& to, std::string_view value)
{
    int number = 0;
    Problem problem = setWhole(value, 1, int(to.session.layers.size()), number);
    if (problem.empty())
        to.layer = to.session.focus = std::size_t(number) - 1;
    return problem;
}

Problem setChannels(Target& to, std::string_view value)
{
    if (value != "grey" && value != "colour")
        return quoted(value) + " is neither “grey” nor “colour”.";
    to.session.channels = value == "grey" ? Channels::Grey : Channels::Colour;
    return {};
}

Problem setTarget(Target& to, std::string_view value)
{
    if (value == "none") {
        to.session.train.target = nullptr;
        return {};
    }
    Grid grid;
    Problem problem = setMatrix(value, grid);
    if (problem.empty())
        to.session.train.target = matrixPicture("the lesson's target", std::move(grid));
    return problem;
}

Problem setHiddenKernel(Target& to, std::string_view value)
{
    to.session.train.target = nullptr;
    if (const KernelPreset* const preset = findKernelPreset(value)) {
        to.session.train.hiddenKernel = preset->values();
        return {};
    }
    return setMatrix(value, to.session.train.hiddenKernel);
}

Problem setHiddenBias(Target& to, std::string_view value)
{
    double bias = 0;
    Problem problem = setNumber(value, bias);
    if (problem.empty())
        to.session.train.hiddenBias = float(bias);
    return problem;
}

void drawStart(TrainSpec& train)
{
    train.startKernel = drawnKernel(train.draw, train.startKernel.shape(), train.seed.value_or(0));
}

/// A kernel that learning begins with: written out, or how it is made, of the hidden kernel's size.
Problem setStart(Target& to, std::string_view value)
{
    TrainSpec& train = to.session.train;
    train.seed.reset();
    if (value == "book" || value == "zeros") {
        train.startKernel = value == "book" ? TrainSpec{}.startKernel : Grid64(train.hiddenKernel.shape());
        return {};
    }
    for (const DrawRow& row : draws())
        if (row.id == value) {
            train.draw = row.draw;
            train.seed = 0;
            train.startKernel = Grid64(train.hiddenKernel.shape());
            drawStart(train);
            return {};
        }
    auto read = matrix64FromText(value);
    if (!read)
        return problemOf(read.error());
    train.startKernel = std::move(*read);
    return {};
}

Problem setStartSeed(Target& to, std::string_view value)
{
    Problem problem = setSeed(value, to.session.train.seed);
    if (problem.empty())
        drawStart(to.session.train);
    return problem;
}

Problem setRate(Target& to, std::string_view value)
{
    double rate = 0;
    Problem problem = setNumber(value, rate);
    if (problem.empty() && rate <= 0)
        return "a learning rate is above 0.";
    if (problem.empty()) {
        to.session.train.rate = rate;
        to.session.train.rateChanges.clear();
    }
    return problem;
}

constexpr int kMostEpochs = 100'000;

Problem setOptimiser(Target& to, std::string_view value)
{
    const OptimiserRow* row = nullptr;
    Problem problem = setRow(value, optimisers(), row);
    if (row)
        to.session.train.optimiser = row->optimiser;
    return problem;
}

Problem setReduction(Target& to, std::string_view value)
{
    if (value != "sum" && value != "mean")
        return quoted(value) + " is neither “sum” nor “mean”.";
    to.session.train.reduction = value == "mean" ? Reduction::Mean : Reduction::Sum;
    return {};
}

/// Of what the layers of one plane know nothing of.
template <Problem (*set)(Session&, std::string_view)>
Problem inSession(Target& to, std::string_view value)
{
    return set(to.session, value);
}

using SessionKey = Key<Target>;

const auto& sessionTable()
{
    static const std::array table{
        SessionKey{"sample", "a built-in sample's id; with its layers", setSample},
        SessionKey{"learn", "an experiment's id, such as book", setExperiment},
        SessionKey{"input", "a matrix, a sample's id, or a file beside the lesson", setInput},
        SessionKey{"channels", "grey or colour", setChannels},
        SessionKey{"layers", "conv 3x3 padding 1; max-pool 2x2 …", setLayers},
        SessionKey{"layer", "the layer, from 1, that the next keys are about", setLayer},
        SessionKey{"focus", "the layer, from 1, that is stepped", setFocus},
        SessionKey{"kind", "convolution, max-pool or average-pool",
                   [](Target& to, std::string_view value) { return setKind(to.of(), value); }},
        SessionKey{"kernel", "a matrix or a kernel's id", setKernel},
        SessionKey{"bias", "a number", setBias},
        SessionKey{"operation", "correlation or convolution", setOperation},
        SessionKey{"padding", "none, same, full, a number, rows,columns or top,bottom,left,right", setPadding},
        SessionKey{"border", "zero, replicate, reflect, symmetric or circular", setBorder},
        SessionKey{"stride", "a number or rows,columns",
                   [](Target& to, std::string_view value) { return setPair(value, to.of().spec.stride); }},
        SessionKey{"dilation", "a number or rows,columns",
                   [](Target& to, std::string_view value) { return setPair(value, to.of().spec.dilation); }},
        SessionKey{"activation", "none, relu, tanh or sigmoid", setActivation},
        SessionKey{"pool", "the window of a pooling: a number or rows,columns", setPool},
        SessionKey{"stack", "the id of an example of several channels, such as inputs-2", inSession<setStack>},
        SessionKey{"maps", "what several channels read: a matrix | a matrix …", inSession<setMaps>},
        SessionKey{"weights", "a matrix for each input channel | …, and each output channel || …",
                   inSession<setWeights>},
        SessionKey{"biases", "a number for each output channel, or none", inSession<setBiases>},
        SessionKey{"groups", "a whole number: each reads channels of its own", inSession<setGroups>},
        SessionKey{"target", "a matrix to be learned, or none", setTarget},
        SessionKey{"hidden-kernel", "a matrix or a kernel's id: its output is to be learned", setHiddenKernel},
        SessionKey{"hidden-bias", "a number", setHiddenBias},
        SessionKey{"concealed", "yes or no",
                   [](Target& to, std::string_view value) { return setFlag(value, to.session.train.concealed); }},
        SessionKey{"start", "a matrix, zeros, book, uniform or kaiming", setStart},
        SessionKey{"seed", "a whole number: draws the start", setStartSeed},
        SessionKey{"start-bias", "a number",
                   [](Target& to, std::string_view value) { return setNumber(value, to.session.train.startBias); }},
        SessionKey{"learn-bias", "yes or no",
                   [](Target& to, std::string_view value) { return setFlag(value, to.session.train.learnBias); }},
        SessionKey{"optimiser", "an optimiser's id, such as gradient-descent", setOptimiser},
        SessionKey{"reduction", "sum or mean", setReduction},
        SessionKey{"rate", "a number above 0", setRate},
        SessionKey{"epochs", "how many a run adds",
                   [](Target& to, std::string_view value) {
                       return setWhole(value, 1, kMostEpochs, to.session.train.epochs);
                   }},
        SessionKey{"epoch", "after how many updates the kernel is shown",
                   [](Target& to, std::string_view value) {
                       return setWhole(value, 0, kMostEpochs, to.session.train.epoch);
                   }},
    };
    return table;
}

/// Puts the kernel of the session's epoch into its layer.
Problem followEpoch(Session& session)
{
    const auto prepared = prepareProblem(session);
    if (!prepared)
        return problemOf(prepared.error());
    Trainer trainer = *prepared->base;
    for (int n = 1; n <= session.train.epoch; ++n)
        if (!trainer.step(session.train.rateOf(n)))
            return "learning ends before epoch " + std::to_string(session.train.epoch) + ": it has diverged.";
    session.layer().kernel = converted<float>(trainer.kernel());
    if (session.train.learnBias)
        session.layer().bias = float(trainer.bias());
    return {};
}

bool isOfLearning(std::string_view key)
{
    constexpr std::array<std::string_view, 14> kOfLearning{
        "learn",      "target",    "hidden-kernel", "hidden-bias", "start", "seed",   "start-bias",
        "learn-bias", "optimiser", "reduction",     "rate",        "epoch", "epochs", "concealed"};
    return std::ranges::find(kOfLearning, key) != kOfLearning.end();
}

} // namespace

bool staysBeside(std::string_view name)
{
    if (name.empty() || name.front() == '/' || name.front() == '~' || name.find('\\') != std::string_view::npos ||
        name.find(':') != std::string_view::npos || name.find('\0') != std::string_view::npos)
        return false;
    const auto parts = splitAt(name, '/');
    return std::ranges::none_of(parts, [](std::string_view part) { return part == ".." || part.empty(); });
}

void applySession(const LessonBlock& block, const LessonSurroundings& around, Session& session,
                  std::vector<LessonFault>& faults)
{
    Target to{session, session.focus, around};
    const std::size_t before = faults.size();
    const std::string_view body = trimmed(block.body);
    bool learns = session.train.epoch > 0;
    if (body.starts_with('{')) {
        const Problem problem = around.merge ? around.merge(body, to.session) : "a patch cannot be read from here.";
        if (!problem.empty())
            faults.push_back({block.line, "session: " + problem});
    } else {
        applyLines(block, sessionTable(), to, faults);
        const auto lines = linesOf(block);
        learns |= std::ranges::any_of(lines, [](const LessonLine& line) { return isOfLearning(line.key); });
    }
    if (const auto geometries = resolve(to.session.input->shape(), to.session.layers); !geometries) {
        if (faults.size() == before) // else it may come of that
            faults.push_back({block.line, "session: " + problemOf(geometries.error())});
        return;
    }
    if (const Problem problem = problemOfStack(to.session); !problem.empty()) {
        if (faults.size() == before)
            faults.push_back({block.line, "session: " + problem});
        return;
    }
    if (learns)
        if (const Problem problem = followEpoch(to.session); !problem.empty() && faults.size() == before)
            faults.push_back({block.line, "session: " + problem});
    session = std::move(to.session);
}

std::vector<LessonKey> sessionKeys()
{
    std::vector<LessonKey> keys;
    for (const auto& row : sessionTable())
        keys.push_back({row.key, row.value});
    return keys;
}

} // namespace lab
