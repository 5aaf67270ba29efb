// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/words.h"

namespace lab
{

namespace
{

/// For lupdate, which reads marks only; a test compares them with the tables.
[[maybe_unused]] constexpr const char* kWords[] = {
    // samples()
    QT_TRANSLATE_NOOP("lab::Words", "The book"),
    QT_TRANSLATE_NOOP("lab::Words", "Patterns"),
    QT_TRANSLATE_NOOP("lab::Words", "Pictures"),
    QT_TRANSLATE_NOOP("lab::Words", "Edge detection"),
    QT_TRANSLATE_NOOP("lab::Words", "6×8, white–black–white, and the kernel [1, −1]."),
    QT_TRANSLATE_NOOP("lab::Words", "The edges transposed"),
    QT_TRANSLATE_NOOP("lab::Words", "The same kernel sees nothing: it answers to vertical edges only."),
    QT_TRANSLATE_NOOP("lab::Words", "First example"),
    QT_TRANSLATE_NOOP("lab::Words", "3×3 with a 2×2 kernel: 19, 25, 37, 43."),
    QT_TRANSLATE_NOOP("lab::Words", "Receptive field"),
    QT_TRANSLATE_NOOP("lab::Words", "Two layers, 3×3 → 2×2 → 1: the last element sees all nine inputs."),
    QT_TRANSLATE_NOOP("lab::Words", "A diagonal edge"),
    QT_TRANSLATE_NOOP("lab::Words", "Exercise 1: what does [1, −1] answer here?"),
    QT_TRANSLATE_NOOP("lab::Words", "Checkerboard"),
    QT_TRANSLATE_NOOP("lab::Words", "Squares of 2×2."),
    QT_TRANSLATE_NOOP("lab::Words", "Ramp"),
    QT_TRANSLATE_NOOP("lab::Words", "A constant slope: first derivatives are constant, second ones zero."),
    QT_TRANSLATE_NOOP("lab::Words", "Impulse"),
    QT_TRANSLATE_NOOP("lab::Words", "A single one: the output is the kernel, turned by 180°."),
    QT_TRANSLATE_NOOP("lab::Words", "Ring"),
    QT_TRANSLATE_NOOP("lab::Words", "Edges of every direction."),
    QT_TRANSLATE_NOOP("lab::Words", "Zone plate"),
    QT_TRANSLATE_NOOP("lab::Words", "Every direction and every frequency at once."),
    QT_TRANSLATE_NOOP("lab::Words", "A valley"),
    QT_TRANSLATE_NOOP("lab::Words", "A small colour picture."),
    // besides(), tones()
    QT_TRANSLATE_NOOP("lab::Words", "divider"),
    QT_TRANSLATE_NOOP("lab::Words", "Input and output over each other, with a line to be dragged"),
    QT_TRANSLATE_NOOP("lab::Words", "side by side"),
    QT_TRANSLATE_NOOP("lab::Words", "Input and output next to each other, moved together"),
    QT_TRANSLATE_NOOP("lab::Words", "output only"),
    QT_TRANSLATE_NOOP("lab::Words", "The output alone; hold D to see the input"),
    QT_TRANSLATE_NOOP("lab::Words", "difference"),
    QT_TRANSLATE_NOOP("lab::Words", "Output minus input: each cell with the one in the middle of its window"),
    QT_TRANSLATE_NOOP("lab::Words", "as seen"),
    QT_TRANSLATE_NOOP("lab::Words", "Grey, black at the lower end of the range and white at the upper one. From the "
                                    "least to the greatest number it is what imshow of Matplotlib shows"),
    QT_TRANSLATE_NOOP("lab::Words", "signed"),
    QT_TRANSLATE_NOOP("lab::Words", "Blue below zero, orange above: the sign is seen"),
    QT_TRANSLATE_NOOP("lab::Words", "absolute"),
    QT_TRANSLATE_NOOP("lab::Words", "Grey by size, without the sign: what convertScaleAbs of OpenCV shows"),
    QT_TRANSLATE_NOOP("lab::Words", "clamped"),
    QT_TRANSLATE_NOOP(
        "lab::Words",
        "Black at 0 and below, white at 1 and above: what an output of 8 bits keeps in OpenCV and Pillow"),
    // kernelPresets()
    QT_TRANSLATE_NOOP("lab::Words", "Edges"),
    QT_TRANSLATE_NOOP("lab::Words", "Blur"),
    QT_TRANSLATE_NOOP("lab::Words", "Lines"),
    QT_TRANSLATE_NOOP("lab::Words", "Other"),
    QT_TRANSLATE_NOOP("lab::Words", "Identity"),
    QT_TRANSLATE_NOOP("lab::Words", "Gives back what it sees: the output is the input."),
    QT_TRANSLATE_NOOP("lab::Words", "Vertical edges [1, −1]"),
    QT_TRANSLATE_NOOP(
        "lab::Words",
        "The book's edge detector: 0 where horizontal neighbours are equal, anything else where they differ."),
    QT_TRANSLATE_NOOP("lab::Words", "Horizontal edges [1, −1]ᵀ"),
    QT_TRANSLATE_NOOP("lab::Words",
                      "The book's detector turned over its diagonal: it compares a cell with the one below."),
    QT_TRANSLATE_NOOP("lab::Words", "The book's 2×2"),
    QT_TRANSLATE_NOOP("lab::Words", "0, 1, 2, 3: the kernel of the book's first worked example."),
    QT_TRANSLATE_NOOP("lab::Words", "Sobel x"),
    QT_TRANSLATE_NOOP("lab::Words", "Change from left to right, smoothed up and down: bright on vertical edges."),
    QT_TRANSLATE_NOOP("lab::Words", "Sobel y"),
    QT_TRANSLATE_NOOP("lab::Words", "Change from top to bottom, smoothed sideways: bright on horizontal edges."),
    QT_TRANSLATE_NOOP("lab::Words", "Laplace, 4 neighbours"),
    QT_TRANSLATE_NOOP("lab::Words",
                      "A second derivative in both directions: strong at points and where a slope changes."),
    QT_TRANSLATE_NOOP("lab::Words", "Laplace, 8 neighbours"),
    QT_TRANSLATE_NOOP("lab::Words", "A second derivative that asks the diagonals too."),
    QT_TRANSLATE_NOOP("lab::Words", "Box blur 3×3"),
    QT_TRANSLATE_NOOP("lab::Words", "The mean of nine neighbours: noise fades, and so do edges."),
    QT_TRANSLATE_NOOP("lab::Words", "Gauss 3×3"),
    QT_TRANSLATE_NOOP("lab::Words", "A mean in which near neighbours count more: a softer blur."),
    QT_TRANSLATE_NOOP("lab::Words", "Gauss 5×5"),
    QT_TRANSLATE_NOOP("lab::Words", "The softer blur, over a wider window."),
    QT_TRANSLATE_NOOP("lab::Words", "Sharpen"),
    QT_TRANSLATE_NOOP("lab::Words", "The cell itself, plus how much it differs from its neighbours."),
    QT_TRANSLATE_NOOP("lab::Words", "Emboss"),
    QT_TRANSLATE_NOOP("lab::Words", "Change along the diagonal added to the picture: it looks lit from one corner."),
    QT_TRANSLATE_NOOP("lab::Words", "Horizontal lines"),
    QT_TRANSLATE_NOOP("lab::Words", "Answers to bright lines one cell thin that run left to right."),
    QT_TRANSLATE_NOOP("lab::Words", "Rising lines /"),
    QT_TRANSLATE_NOOP("lab::Words", "Answers to thin bright lines that rise to the right."),
    QT_TRANSLATE_NOOP("lab::Words", "Vertical lines"),
    QT_TRANSLATE_NOOP("lab::Words", "Answers to bright lines one cell thin that run top to bottom."),
    QT_TRANSLATE_NOOP("lab::Words", "Falling lines \\"),
    QT_TRANSLATE_NOOP("lab::Words", "Answers to thin bright lines that fall to the right."),
    // layerKinds()
    QT_TRANSLATE_NOOP("lab::Words", "Convolution"),
    QT_TRANSLATE_NOOP("lab::Words", "convolution"),
    QT_TRANSLATE_NOOP("lab::Words",
                      "A kernel slides over the input; the sum of products and the bias goes through an activation."),
    QT_TRANSLATE_NOOP("lab::Words", "Max pooling"),
    QT_TRANSLATE_NOOP("lab::Words", "max pooling"),
    QT_TRANSLATE_NOOP("lab::Words", "The largest number of each window."),
    QT_TRANSLATE_NOOP("lab::Words", "Average pooling"),
    QT_TRANSLATE_NOOP("lab::Words", "average pooling"),
    QT_TRANSLATE_NOOP("lab::Words", "The mean of each window: a convolution whose weights are all alike."),
    // activations()
    QT_TRANSLATE_NOOP("lab::Words", "None"),
    QT_TRANSLATE_NOOP("lab::Words", "ReLU"),
    QT_TRANSLATE_NOOP("lab::Words", "tanh"),
    QT_TRANSLATE_NOOP("lab::Words", "sigmoid"),
    // paddingRules()
    QT_TRANSLATE_NOOP("lab::Words", "Valid"),
    QT_TRANSLATE_NOOP("lab::Words", "No padding: the window stays inside the input."),
    QT_TRANSLATE_NOOP("lab::Words", "Same"),
    QT_TRANSLATE_NOOP("lab::Words",
                      "Pads k − 1 in total; an even kernel gets the extra cell at the end, as in PyTorch."),
    QT_TRANSLATE_NOOP("lab::Words", "Same, extra first"),
    QT_TRANSLATE_NOOP("lab::Words",
                      "Pads k − 1 in total; an even kernel gets the extra cell at the start, as in OpenCV."),
    QT_TRANSLATE_NOOP("lab::Words", "Full"),
    QT_TRANSLATE_NOOP("lab::Words", "Pads k − 1 on every side: every overlap counts."),
    QT_TRANSLATE_NOOP("lab::Words", "Custom"),
    QT_TRANSLATE_NOOP("lab::Words", "Top, left, bottom and right as you set them."),
    // borderRules()
    QT_TRANSLATE_NOOP("lab::Words", "Zero"),
    QT_TRANSLATE_NOOP("lab::Words", "Replicate"),
    QT_TRANSLATE_NOOP("lab::Words", "Reflect"),
    QT_TRANSLATE_NOOP("lab::Words", "Symmetric"),
    QT_TRANSLATE_NOOP("lab::Words", "Circular"),
    // architectures()
    QT_TRANSLATE_NOOP("lab::Words", "LeNet-5"),
    QT_TRANSLATE_NOOP("lab::Words", "C1 to C5: the last element sees all 32×32 inputs."),
    QT_TRANSLATE_NOOP("lab::Words", "AlexNet"),
    QT_TRANSLATE_NOOP("lab::Words", "Five convolutions, three poolings: a field of 195."),
    QT_TRANSLATE_NOOP("lab::Words", "VGG-16"),
    QT_TRANSLATE_NOOP("lab::Words", "Thirteen 3×3 convolutions, five poolings: a field of 212."),
    QT_TRANSLATE_NOOP("lab::Words", "ResNet-18"),
    QT_TRANSLATE_NOOP("lab::Words", "Its longest path, without the shortcuts beside it: a field of 435."),
    // grains()
    QT_TRANSLATE_NOOP("lab::Words", "product"),
    QT_TRANSLATE_NOOP("lab::Words", "window"),
    QT_TRANSLATE_NOOP("lab::Words", "row"),
    QT_TRANSLATE_NOOP("lab::Words", "map"),
    // optimisers()
    QT_TRANSLATE_NOOP("lab::Words", "Gradient descent"),
    QT_TRANSLATE_NOOP("lab::Words", "Momentum 0.9"),
    QT_TRANSLATE_NOOP("lab::Words", "Nesterov 0.9"),
    QT_TRANSLATE_NOOP("lab::Words", "RMSprop"),
    QT_TRANSLATE_NOOP("lab::Words", "Adagrad"),
    QT_TRANSLATE_NOOP("lab::Words", "Adam"),
    // draws()
    QT_TRANSLATE_NOOP("lab::Words", "Uniform"),
    QT_TRANSLATE_NOOP("lab::Words", "Kaiming"),
    // experiments()
    QT_TRANSLATE_NOOP("lab::Words", "As in the book"),
    QT_TRANSLATE_NOOP("lab::Words", "Rate 0.03, ten epochs: the loss falls from 16.598 to 0.147."),
    QT_TRANSLATE_NOOP("lab::Words", "The best fixed rate"),
    QT_TRANSLATE_NOOP("lab::Words",
                      "2/(λmin + λmax) = 0.0278: the error shrinks to 2/3 in both directions, each epoch."),
    QT_TRANSLATE_NOOP("lab::Words", "Rate 0.034, just too large"),
    QT_TRANSLATE_NOOP("lab::Words", "Slightly above 2/λmax = 0.0333: the loss falls at first, then slowly grows."),
    QT_TRANSLATE_NOOP("lab::Words", "Rate 0.05, far too large"),
    QT_TRANSLATE_NOOP("lab::Words", "Each epoch doubles the error along the steepest direction: the loss explodes."),
    QT_TRANSLATE_NOOP("lab::Words", "Learn the bias too"),
    QT_TRANSLATE_NOOP("lab::Words", "The limit falls to 0.0161: at 0.03 the same run now diverges."),
    QT_TRANSLATE_NOOP("lab::Words", "Mean instead of sum"),
    QT_TRANSLATE_NOOP(
        "lab::Words",
        "The gradient is 42 times smaller: ten epochs bring the sum of squares only from 16.6 to 11.0."),
};

} // namespace

QString word(std::string_view english)
{
    return QCoreApplication::translate("lab::Words", english.data());
}

} // namespace lab
