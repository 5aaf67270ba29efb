// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/names.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

/// Several groups of options as one.
template <std::size_t... N>
constexpr auto all(const std::array<Option, N>&... groups)
{
    std::array<Option, (N + ...)> joined{};
    auto at = joined.begin();
    ((at = std::copy(groups.begin(), groups.end(), at)), ...);
    return joined;
}

constexpr std::array kInput{Option{"input", Value::Read, "X", "The input", nullptr, sampleNames, true}};
constexpr std::array kKernel{Option{"kernel", Value::Read, "K", "The kernel", nullptr, kernelNames, true}};
constexpr std::array kKernels{
    Option{"kernel", Value::Read, "K", "The kernel; again for a layer behind it", nullptr, kernelNames, true}};
constexpr std::array kBias{Option{"bias", Value::Text, "B", "Added to every sum", "0"}};
constexpr std::array kBrightness{
    Option{"bias", Value::Text, "B", "Added to every sum; 1 is white, whatever the bits of the picture", "0"}};
constexpr std::array kEmpty{
    Option{"empty", Value::Choice, "NAME", "What an empty cell of a text is", "refused", emptyNames}};
constexpr std::array kGeometry{
    Option{"operation", Value::Choice, "NAME", "%1: the second is with the kernel turned by 180°", "correlation",
           operationNames},
    Option{"padding", Value::Text, "P", "Cells around the input: %1, or top,bottom,left,right", "valid",
           paddingNames},
    Option{"border", Value::Choice, "NAME", "What stands in the padding", "zero", borderNames},
    Option{"stride", Value::Text, "R,C", "Along rows and columns, or one number for both", "1"},
    Option{"dilation", Value::Text, "R,C", "Along rows and columns, or one number for both", "1"},
};
constexpr std::array kActivation{
    Option{"activation", Value::Choice, "NAME", "What is made of each sum", "none", activationNames}};
constexpr auto kLayer = all(kBias, kGeometry, kActivation);

/// The layers of FILE, or those in place.
constexpr auto kStack = all(
    std::array{
        Option{"input", Value::Read, "X", "The input, in place of that of FILE", nullptr, sampleNames},
        Option{"kernel", Value::Read, "K", "Without FILE: the kernel of a layer; again for the next one", nullptr,
               kernelNames},
    },
    kLayer);

constexpr std::array kPlanes{
    Option{"channel", Value::Choice, "NAME", "One colour of a coloured input", "all", channelNames},
    Option{"grey", Value::None, nullptr, "The brightness of a coloured input"},
};
constexpr std::array kExact{
    Option{"exact", Value::None, nullptr, "By the definition in double precision, with all digits"}};
constexpr std::array kOutput{
    Option{"output", Value::Write, "Y", "A .csv, .npy or picture file, or - for standard output", "-"},
    Option{"format", Value::Choice, "NAME", "How it is written, whatever its name", "by the name, else csv",
           formatNames},
    Option{"range", Value::Text, "LOW,HIGH", "Of a picture: what is black and white, or %1: the least and greatest",
           "0,1", rangeNames},
    Option{"samples", Value::Choice, "NAME", "Of a picture: its bits, or the numbers as they are", "8", sampleBits},
};
constexpr std::array kPicture{Option{"output", Value::Write, "PICTURE",
                                     "The picture to write, or - for standard output, as PNG", nullptr, nullptr,
                                     true}};
constexpr std::array kLayerNumber{Option{"layer", Value::Text, "N", "Which layer, from 1", "the last"}};
constexpr std::array kCsv{Option{"csv", Value::None, nullptr, "As CSV, not in columns"}};

constexpr auto kComputeOptions = all(kInput, kKernels, kLayer, kPlanes, kEmpty, kExact, kOutput);
constexpr auto kRunOptions =
    all(std::array{Option{"input", Value::Read, "X", "The input, in place of that of FILE", nullptr, sampleNames}},
        kLayerNumber, kPlanes, kEmpty, kExact, kOutput);
constexpr auto kLayerOptions = all(
    std::array{
        Option{"input", Value::Read, "X",
               "The maps: an array (channels, rows, columns) in a file or in place, or the colours of a picture",
               nullptr, layerInputNames, true},
        Option{"weights", Value::Read, "W",
               "The weights: a .npy, .npz or .safetensors file, FILE:NAME for one of its arrays, or numbers in place",
               nullptr, channelSampleNames, true},
        Option{"layout", Value::Choice, "NAME",
               "What the axes of W are: o and i are channels, h and w rows and columns", "that of PyTorch",
               layoutNames},
        Option{"input-layout", Value::Choice, "NAME", "What the axes of X are",
               "channels-last where they look like a picture", mapsLayoutNames},
        Option{"example", Value::Text, "N", "Which of several examples of X, from 1"},
        Option{"groups", Value::Text, "N", "Groups of channels: an output sees the inputs of its own", "1"},
        Option{"transposed", Value::None, nullptr, "A transposed convolution"},
        Option{"output-padding", Value::Text, "R,C", "Rows and columns more at its end", "0,0"},
        Option{"dense", Value::None, nullptr, "A dense layer: every output sees the whole input"},
        Option{"bias", Value::Text, "B", "Added to every sum, one for each output channel", "that beside W, or none"},
        Option{"no-bias", Value::None, nullptr, "None, though there is one beside W"},
    },
    kGeometry, kActivation,
    std::array{
        Option{"list", Value::None, nullptr, "What of W fits, and why the rest does not, instead of the maps"},
        Option{"counts", Value::None, nullptr, "Parameters, multiplications and bytes instead of the maps"},
        Option{"write-weights", Value::Write, "FILE", "Write the weights as .npz, .safetensors or .npy"},
        Option{"output", Value::Write, "Y", "A .csv or .npy file, or - for standard output", "-"},
        Option{"format", Value::Choice, "NAME", "How it is written, whatever its name", "by the name, else csv",
               mapFormatNames},
    });
constexpr auto kFilterOptions =
    all(std::array{Option{"input", Value::Read, "PICTURE", "A picture file, or - for standard input", nullptr,
                          nullptr, true}},
        kKernel, kBrightness, kGeometry, kPicture);
constexpr auto kLearnOptions = all(
    std::array{
        Option{"input", Value::Read, "X", "The input", "that of FILE", sampleNames},
        Option{"target", Value::Read, "Y", "The output that the kernel is to reach", "that of FILE", sampleNames},
        Option{"find", Value::Read, "K", "In place of a target: the kernel to find", nullptr, kernelNames},
        Option{"find-seed", Value::Text, "N", "In place of a target: find a hidden kernel drawn with this seed"},
        Option{"find-bias", Value::Text, "B", "The bias of the kernel to find", "0"},
        Option{"layer", Value::Text, "N", "Which layer of FILE learns, from 1", "the one stepped in FILE"},
    },
    kPlanes, kEmpty, kGeometry,
    std::array{
        Option{"kernel-start", Value::Read, "K", "The kernel to start from", nullptr, kernelNames},
        Option{"kernel-size", Value::Text, "R,C", "The size of the kernel", "what X and Y call for"},
        Option{"start", Value::Choice, "NAME", "How the start is made", "uniform", startNames},
        Option{"seed", Value::Text, "N", "Which random start", "0"},
        Option{"start-bias", Value::Text, "B", "The bias to start from", "0"},
        Option{"bias", Value::None, nullptr, "Learn a bias too"},
        Option{"no-bias", Value::None, nullptr, "Learn none, though FILE does"},
        Option{"optimiser", Value::Choice, "NAME", "How a gradient becomes a step", "gradient-descent",
               optimiserNames},
        Option{"reduction", Value::Choice, "NAME", "The loss: %1 of the squared errors", "sum", reductionNames},
        Option{"rate", Value::Text, "NUMBER", "The learning rate, or %1: that of gradient descent", "0.03",
               rateNames},
        Option{"epochs", Value::Text, "N", "How often the kernel is updated", "10"},
        Option{"stop-at", Value::Text, "LOSS", "End with the epoch whose loss has fallen to this", "never"},
        Option{"log-every", Value::Text, "N", "Print the loss of every Nth epoch", "2"},
        Option{"losses", Value::Write, "FILE",
               "Write every epoch's loss and kernel as CSV, or - for standard output"},
        Option{"exact", Value::None, nullptr, "The least-squares answer instead of a run"},
        Option{"gradient", Value::None, nullptr, "The loss of the start and its gradient instead of a run"},
        Option{"limits", Value::None, nullptr, "The largest stable and the best rate instead of a run"},
        Option{"output", Value::Write, "K",
               "Write the kernel to a .csv, .npy or picture file, or - for standard output"},
        Option{"format", Value::Choice, "NAME", "How it is written, whatever its name", "by the name, else csv",
               formatNames},
    });
constexpr auto kFieldOptions = all(
    std::array{
        Option{"cell", Value::Text, "R,C", "The output cell, from 0,0, whose receptive field it is"},
        Option{"affects", Value::Text, "R,C", "Or the input cell, from 0,0, of which is shown what it affects"},
        Option{"map", Value::Text, "M",
               "Write how many paths lead to each cell of this map: 0 the input, N the output of layer N"},
    },
    kLayerNumber, kStack, kCsv, kOutput);
constexpr auto kTableOptions = all(kStack, kCsv);
constexpr auto kMatrixOptions =
    all(std::array{Option{"form", Value::Choice, "NAME",
                          "A window in each row, or the kernel spread over the input: %1", "im2col", matrixNames}},
        kLayerNumber, kStack, kPlanes, kOutput);
constexpr auto kComposeOptions = all(
    std::array{
        Option{"layer", Value::Text, "N", "The first of the two layers, from 1", "1"},
        Option{"anyway", Value::None, nullptr, "Also where an activation or padding stands between the two"},
    },
    kStack, kOutput);
constexpr auto kRenderOptions = all(
    std::array{
        Option{"size", Value::Text, "WxH", "Pixels of the picture", "1280x800"},
        Option{"theme", Value::Choice, "NAME", "The colours", "light", themeNames},
        Option{"step", Value::Text, "N", "The window that is shown, from 0", "the last"},
        Option{"page", Value::Choice, "ID", "Which page", "stage", pageNames},
        Option{"from", Value::Text, "N", "An animation: the first step, from 0, or the number of updates", "0"},
        Option{"to", Value::Text, "N", "An animation: the last step or update", "the last there is"},
        Option{"grain", Value::Choice, "NAME", "An animation: what a step is", "that of FILE", grainNames},
        Option{"fps", Value::Text, "NUMBER", "An animation: frames a second, 0.1 to 50", "2"},
        Option{"pause-start", Value::Text, "SECONDS", "An animation: how long the first frame is there longer", "1"},
        Option{"pause-end", Value::Text, "SECONDS", "An animation: how long the last one is", "2"},
        Option{"format", Value::Choice, "NAME", "An animation: %1; png: numbered pictures in a folder",
               "by the name of PICTURE", animationNames},
    },
    kPicture);

constexpr std::array kCommands{
    Command{"compute", "Slide a kernel over an input.", nullptr, false, nullptr, kComputeOptions, runCompute},
    Command{"run", "Compute the map of a layer of a session.", "FILE", true, sessionNames, kRunOptions, runCompute},
    Command{"layer", "Compute a layer of several channels, in double precision.", nullptr, false, nullptr,
            kLayerOptions, runLayer},
    Command{"filter", "Slide a kernel over the colours of a picture, of 8 or 16 bits; its transparency stays.",
            nullptr, false, nullptr, kFilterOptions, runFilter},
    Command{"learn", "Learn a kernel from an input and its output, or as a session says.", "FILE", false,
            sessionNames, kLearnOptions, runLearn},
    Command{"field", "The receptive field of an output cell, or what an input cell affects, with counts of paths.",
            "FILE", false, sessionNames, kFieldOptions, runField},
    Command{"table", "Sizes, receptive fields and costs of the layers.", "FILE", false, sessionNames, kTableOptions,
            runTable},
    Command{"matrix", "A layer as one matrix.", "FILE", false, sessionNames, kMatrixOptions, runMatrix},
    Command{"compose", "Two layers in a row as one kernel.", "FILE", false, sessionNames, kComposeOptions,
            runCompose},
    Command{"render",
            "Paint a page of a picture, matrix or session as a picture: by default input, kernel and output.", "FILE",
            true, sessionNames, kRenderOptions, runRender, true},
    Command{"list", "What can be given by name.", "WHAT", false, listNames, {}, runList},
};

} // namespace

std::span<const Command> commands()
{
    return kCommands;
}

} // namespace lab
