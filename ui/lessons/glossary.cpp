// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lessons/glossary.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <functional>

namespace lab
{

namespace
{

constexpr std::array kTerms{
    GlossaryTerm{"activation", QT_TRANSLATE_NOOP("lab::Glossary", "activation"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "activations, activation function, activation functions"),
                 QT_TRANSLATE_NOOP("lab::Glossary",
                                   "A function that is applied to every cell of a layer’s output, such as ReLU. "
                                   "Without one, several convolutions in a row amount to a single one.")},
    GlossaryTerm{"adam", QT_TRANSLATE_NOOP("lab::Glossary", "Adam"), "",
                 QT_TRANSLATE_NOOP("lab::Glossary",
                                   "An optimiser that divides a running mean of the gradient by the root of a "
                                   "running mean of its square, so that every weight gets a step of its own size.")},
    GlossaryTerm{
        "average-pooling", QT_TRANSLATE_NOOP("lab::Glossary", "average pooling"),
        QT_TRANSLATE_NOOP("lab::Glossary", "mean pooling"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "A pooling whose output is the mean of each window: a convolution whose weights are all alike.")},
    GlossaryTerm{"bias", QT_TRANSLATE_NOOP("lab::Glossary", "bias"), QT_TRANSLATE_NOOP("lab::Glossary", "biases"),
                 QT_TRANSLATE_NOOP(
                     "lab::Glossary",
                     "A number that a layer adds to every cell of an output channel, after the sum of products.")},
    GlossaryTerm{"border-rule", QT_TRANSLATE_NOOP("lab::Glossary", "border rule"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "border rules, border, borders"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "What the cells of the padding are filled with: zeros, the "
                                                    "nearest cell of the input, or the input mirrored or repeated.")},
    GlossaryTerm{
        "channel", QT_TRANSLATE_NOOP("lab::Glossary", "channel"), QT_TRANSLATE_NOOP("lab::Glossary", "channels"),
        QT_TRANSLATE_NOOP("lab::Glossary",
                          "One of the planes of a tensor: red, green or blue of a picture, or one feature map of a "
                          "layer. A convolution adds over all input channels and has a kernel for each.")},
    GlossaryTerm{
        "composition", QT_TRANSLATE_NOOP("lab::Glossary", "composition"),
        QT_TRANSLATE_NOOP("lab::Glossary", "two as one"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "Two convolutions in a row written as one: its kernel is the full convolution of the two kernels. That "
            "holds without an activation between them, and with padding only away from the border.")},
    GlossaryTerm{"convolution", QT_TRANSLATE_NOOP("lab::Glossary", "convolution"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "convolutions, true convolution"),
                 QT_TRANSLATE_NOOP("lab::Glossary",
                                   "In mathematics a sliding sum of products with the kernel turned by 180°. "
                                   "Networks leave the turn out, and call a cross-correlation a convolution.")},
    GlossaryTerm{"cross-correlation", QT_TRANSLATE_NOOP("lab::Glossary", "cross-correlation"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "correlation, cross-correlations"),
                 QT_TRANSLATE_NOOP("lab::Glossary",
                                   "Slides the kernel over the input as it is; each output cell is the sum of the "
                                   "products of the weights and the cells under them, plus the bias.")},
    GlossaryTerm{"dense", QT_TRANSLATE_NOOP("lab::Glossary", "dense layer"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "dense, fully connected layer, fully connected"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "A layer in which each output is a weighted sum of the whole "
                                                    "input: a convolution whose kernel covers it.")},
    GlossaryTerm{"depthwise", QT_TRANSLATE_NOOP("lab::Glossary", "depthwise convolution"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "depthwise"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "A convolution with as many groups as channels: each channel has "
                                                    "a kernel of its own, and nothing is added over the channels.")},
    GlossaryTerm{
        "dilation", QT_TRANSLATE_NOOP("lab::Glossary", "dilation"),
        QT_TRANSLATE_NOOP("lab::Glossary", "dilations, dilated convolution"),
        QT_TRANSLATE_NOOP("lab::Glossary", "The distance between the input cells that neighbouring weights meet. "
                                           "With dilation d a kernel of k cells spans d·(k − 1) + 1 cells.")},
    GlossaryTerm{"edge-detector", QT_TRANSLATE_NOOP("lab::Glossary", "edge detector"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "edge detectors, edge detection"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "A kernel that answers where neighbouring cells differ and gives "
                                                    "0 where they are equal, such as [1, −1].")},
    GlossaryTerm{"epoch", QT_TRANSLATE_NOOP("lab::Glossary", "epoch"), QT_TRANSLATE_NOOP("lab::Glossary", "epochs"),
                 QT_TRANSLATE_NOOP("lab::Glossary",
                                   "One pass over all that is learned from: output, residual, gradient and one "
                                   "update. The loss of an epoch is that of the kernel before its update.")},
    GlossaryTerm{
        "equivariance", QT_TRANSLATE_NOOP("lab::Glossary", "equivariance"),
        QT_TRANSLATE_NOOP("lab::Glossary", "translation equivariance, equivariant"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "Moving the input moves the output along. A convolution has it at stride 1, away from the border.")},
    GlossaryTerm{
        "exact-answer", QT_TRANSLATE_NOOP("lab::Glossary", "exact answer"),
        QT_TRANSLATE_NOOP("lab::Glossary", "least squares, exact kernel"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "The kernel of the least loss, found by solving a linear system instead of by steps. Where the input "
            "does not tell all weights apart, there are many, and the one of the least size is shown.")},
    GlossaryTerm{"feature-map", QT_TRANSLATE_NOOP("lab::Glossary", "feature map"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "feature maps, output, outputs, output map"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "What a layer makes of its input: a matrix, each cell of which "
                                                    "says how strongly the kernel answers there.")},
    GlossaryTerm{
        "flatten", QT_TRANSLATE_NOOP("lab::Glossary", "flatten"), QT_TRANSLATE_NOOP("lab::Glossary", "flattening"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "Puts all cells of all channels into one row, in their order, so that a dense layer can read them.")},
    GlossaryTerm{"full-padding", QT_TRANSLATE_NOOP("lab::Glossary", "full padding"), "",
                 QT_TRANSLATE_NOOP("lab::Glossary", "Padding of k − 1 cells on every side: every overlap of kernel "
                                                    "and input counts, and the output is larger than the input.")},
    GlossaryTerm{"gaussian", QT_TRANSLATE_NOOP("lab::Glossary", "Gaussian blur"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "gaussian, gauss"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "A weighted mean whose weights fall off as a bell; sigma says "
                                                    "how wide it is. It smooths noise, and edges with it.")},
    GlossaryTerm{
        "gradient", QT_TRANSLATE_NOOP("lab::Glossary", "gradient"), QT_TRANSLATE_NOOP("lab::Glossary", "gradients"),
        QT_TRANSLATE_NOOP("lab::Glossary", "For each weight, how the loss changes when that weight grows a little. A "
                                           "step against it makes the loss smaller, if the step is small enough.")},
    GlossaryTerm{
        "gradient-descent", QT_TRANSLATE_NOOP("lab::Glossary", "gradient descent"),
        QT_TRANSLATE_NOOP("lab::Glossary", "descent"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "Learning by repeated steps against the gradient: new weight = weight − learning rate · gradient.")},
    GlossaryTerm{"groups", QT_TRANSLATE_NOOP("lab::Glossary", "groups"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "grouped convolution"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "Parts into which the channels are divided; each output channel "
                                                    "reads only the input channels of its own group.")},
    GlossaryTerm{
        "im2col", QT_TRANSLATE_NOOP("lab::Glossary", "im2col"), "",
        QT_TRANSLATE_NOOP("lab::Glossary", "A layer as one matrix product: every window becomes a row of a matrix, "
                                           "and the kernel, written as a column, is multiplied by it.")},
    GlossaryTerm{
        "input", QT_TRANSLATE_NOOP("lab::Glossary", "input"), QT_TRANSLATE_NOOP("lab::Glossary", "inputs"),
        QT_TRANSLATE_NOOP("lab::Glossary", "The matrix or picture that a layer reads, one plane for each channel.")},
    GlossaryTerm{"kernel", QT_TRANSLATE_NOOP("lab::Glossary", "kernel"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "kernels, filter, filters"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "The small matrix of weights that slides over the input. What it "
                                                    "looks like decides what it answers to.")},
    GlossaryTerm{
        "kernel-size", QT_TRANSLATE_NOOP("lab::Glossary", "kernel size"),
        QT_TRANSLATE_NOOP("lab::Glossary", "window size"),
        QT_TRANSLATE_NOOP("lab::Glossary",
                          "Rows and columns of the kernel, and so of the window that is read for each output cell.")},
    GlossaryTerm{"laplace", QT_TRANSLATE_NOOP("lab::Glossary", "Laplace kernel"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "laplacian, laplace"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "The sum of the second derivatives along rows and columns: 0 on "
                                                    "even slopes, strong at points and where a slope changes.")},
    GlossaryTerm{
        "layer", QT_TRANSLATE_NOOP("lab::Glossary", "layer"), QT_TRANSLATE_NOOP("lab::Glossary", "layers"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "One step of a network: it makes feature maps of the maps before it, by a convolution or a pooling.")},
    GlossaryTerm{
        "learning-rate", QT_TRANSLATE_NOOP("lab::Glossary", "learning rate"),
        QT_TRANSLATE_NOOP("lab::Glossary", "rate, learning rates, rates"),
        QT_TRANSLATE_NOOP("lab::Glossary", "The factor of the gradient in an update. Too small a rate learns slowly; "
                                           "above 2/λmax the loss grows from epoch to epoch.")},
    GlossaryTerm{
        "loss", QT_TRANSLATE_NOOP("lab::Glossary", "loss"),
        QT_TRANSLATE_NOOP("lab::Glossary", "losses, squared loss"),
        QT_TRANSLATE_NOOP("lab::Glossary", "One number that says how far the output is from the target: here the "
                                           "sum, or the mean, of the squared residuals. Learning makes it smaller.")},
    GlossaryTerm{"loss-surface", QT_TRANSLATE_NOOP("lab::Glossary", "loss surface"), "",
                 QT_TRANSLATE_NOOP("lab::Glossary", "The loss over two of the weights, drawn as heights. For a "
                                                    "convolution with squared loss it is a bowl or a valley.")},
    GlossaryTerm{"max-pooling", QT_TRANSLATE_NOOP("lab::Glossary", "max pooling"), "",
                 QT_TRANSLATE_NOOP("lab::Glossary", "A pooling whose output is the largest number of each window. "
                                                    "Moving the input a little often changes nothing.")},
    GlossaryTerm{"momentum", QT_TRANSLATE_NOOP("lab::Glossary", "momentum"), "",
                 QT_TRANSLATE_NOOP("lab::Glossary", "An optimiser that adds a part of the last step to the next one, "
                                                    "and so goes faster along a valley and swings less across it.")},
    GlossaryTerm{
        "optimiser", QT_TRANSLATE_NOOP("lab::Glossary", "optimiser"),
        QT_TRANSLATE_NOOP("lab::Glossary", "optimisers, optimizer"),
        QT_TRANSLATE_NOOP("lab::Glossary",
                          "The rule that makes a step of a gradient: gradient descent, momentum, Adam and others.")},
    GlossaryTerm{"padding", QT_TRANSLATE_NOOP("lab::Glossary", "padding"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "paddings, padded"),
                 QT_TRANSLATE_NOOP("lab::Glossary",
                                   "Cells put around the input before the kernel slides, so that it can also be laid "
                                   "on at the border. What they are filled with is the border rule.")},
    GlossaryTerm{
        "parameter", QT_TRANSLATE_NOOP("lab::Glossary", "parameter"),
        QT_TRANSLATE_NOOP("lab::Glossary", "parameters"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "A number that is learned: a weight or a bias. A convolution has few, since all windows share them.")},
    GlossaryTerm{"pooling", QT_TRANSLATE_NOOP("lab::Glossary", "pooling"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "poolings"),
                 QT_TRANSLATE_NOOP(
                     "lab::Glossary",
                     "A layer without weights that reduces each window to one number, its largest or its mean.")},
    GlossaryTerm{"receptive-field", QT_TRANSLATE_NOOP("lab::Glossary", "receptive field"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "receptive fields"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "The cells of the input, or of an earlier map, that a cell of a "
                                                    "later map depends on. It grows with every layer.")},
    GlossaryTerm{
        "relu", QT_TRANSLATE_NOOP("lab::Glossary", "ReLU"),
        QT_TRANSLATE_NOOP("lab::Glossary", "rectified linear unit"),
        QT_TRANSLATE_NOOP("lab::Glossary", "The activation max(0, x): negative numbers become 0, others stay.")},
    GlossaryTerm{"residual", QT_TRANSLATE_NOOP("lab::Glossary", "residual"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "residuals"),
                 QT_TRANSLATE_NOOP("lab::Glossary",
                                   "Output minus target, cell by cell. The squared residuals add up to the loss.")},
    GlossaryTerm{"same-padding", QT_TRANSLATE_NOOP("lab::Glossary", "same padding"), "",
                 QT_TRANSLATE_NOOP(
                     "lab::Glossary",
                     "Padding of k − 1 cells in total, so that at stride 1 the output is as large as the input.")},
    GlossaryTerm{
        "separable", QT_TRANSLATE_NOOP("lab::Glossary", "separable kernel"),
        QT_TRANSLATE_NOOP("lab::Glossary", "separable"),
        QT_TRANSLATE_NOOP("lab::Glossary", "A kernel that is a column times a row. It can be applied along the "
                                           "columns and then along the rows, with k + k products instead of k · k.")},
    GlossaryTerm{"sobel", QT_TRANSLATE_NOOP("lab::Glossary", "Sobel kernel"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "sobel"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "A derivative along one axis, smoothed along the other by 1, 2, "
                                                    "1: an edge detector that noise disturbs less.")},
    GlossaryTerm{"stride", QT_TRANSLATE_NOOP("lab::Glossary", "stride"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "strides"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "How many cells the window moves from one output cell to the "
                                                    "next. Stride 2 halves rows and columns of the output.")},
    GlossaryTerm{"target", QT_TRANSLATE_NOOP("lab::Glossary", "target"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "targets"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "The output that is to be reached. The book makes it of an input "
                                                    "and a kernel that is then hidden and learned.")},
    GlossaryTerm{"tensor", QT_TRANSLATE_NOOP("lab::Glossary", "tensor"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "tensors"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "An array of numbers with several axes; a matrix is one with "
                                                    "two, a picture with channels one with three.")},
    GlossaryTerm{
        "toeplitz", QT_TRANSLATE_NOOP("lab::Glossary", "Toeplitz matrix"),
        QT_TRANSLATE_NOOP("lab::Glossary", "toeplitz"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "A layer as a matrix that multiplies the input written as a column: each row holds the weights at the "
            "cells of one window, zeros elsewhere, and every row is the one before it, moved along.")},
    GlossaryTerm{
        "transposed-convolution", QT_TRANSLATE_NOOP("lab::Glossary", "transposed convolution"),
        QT_TRANSLATE_NOOP("lab::Glossary", "transposed convolutions, deconvolution"),
        QT_TRANSLATE_NOOP("lab::Glossary",
                          "Stamps the kernel, times each input cell, onto a larger output and adds the stamps. Its "
                          "matrix is that of a convolution, transposed; it is not its inverse.")},
    GlossaryTerm{
        "update", QT_TRANSLATE_NOOP("lab::Glossary", "update"), QT_TRANSLATE_NOOP("lab::Glossary", "updates"),
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "The change of the weights at the end of an epoch: learning rate times gradient is taken away.")},
    GlossaryTerm{
        "valid-padding", QT_TRANSLATE_NOOP("lab::Glossary", "valid padding"), "",
        QT_TRANSLATE_NOOP(
            "lab::Glossary",
            "No padding: the window stays inside the input, and the output is k − 1 cells smaller along each axis.")},
    GlossaryTerm{
        "weight", QT_TRANSLATE_NOOP("lab::Glossary", "weight"), QT_TRANSLATE_NOOP("lab::Glossary", "weights"),
        QT_TRANSLATE_NOOP("lab::Glossary",
                          "A cell of the kernel: the number by which the input cell under it is multiplied.")},
    GlossaryTerm{"weight-sharing", QT_TRANSLATE_NOOP("lab::Glossary", "weight sharing"), "",
                 QT_TRANSLATE_NOOP("lab::Glossary", "All windows use the same kernel. So what is learned in one "
                                                    "place is known everywhere, and there are few parameters.")},
    GlossaryTerm{"window", QT_TRANSLATE_NOOP("lab::Glossary", "window"),
                 QT_TRANSLATE_NOOP("lab::Glossary", "windows"),
                 QT_TRANSLATE_NOOP("lab::Glossary",
                                   "The part of the padded input that the kernel covers for one output cell.")},
};

struct Named {
    QString name; ///< in lower case
    const GlossaryTerm* term;
};

/// All names of all terms, the longest first, so that "feature map" is not taken for "map".
std::vector<Named> namesOfTerms()
{
    std::vector<Named> names;
    for (const GlossaryTerm& term : kTerms) {
        names.push_back({glossaryText(term.term).toLower(), &term});
        for (const QString& each : glossaryText(term.also).toLower().split(QLatin1Char(','), Qt::SkipEmptyParts))
            names.push_back({each.trimmed(), &term});
    }
    std::ranges::stable_sort(names, std::greater(), [](const Named& each) { return each.name.size(); });
    return names;
}

/// Finds any of the names as whole words.
QRegularExpression patternOf(const std::vector<Named>& names)
{
    QStringList parts;
    for (const Named& each : names)
        parts << QRegularExpression::escape(each.name);
    return QRegularExpression(QStringLiteral("(?<!\\w)(?:%1)(?!\\w)").arg(parts.join(QLatin1Char('|'))),
                              QRegularExpression::CaseInsensitiveOption |
                                  QRegularExpression::UseUnicodePropertiesOption);
}

const GlossaryTerm* termNamed(const std::vector<Named>& names, const QString& name)
{
    const auto found = std::ranges::find(names, name.toLower(), &Named::name);
    return found == names.end() ? nullptr : found->term;
}

/// Each other term once, where it is named first.
QString linked(const QString& text, const GlossaryTerm& own, const std::vector<Named>& names,
               const QRegularExpression& pattern, const QString& colour)
{
    QString html;
    qsizetype done = 0;
    std::vector<const GlossaryTerm*> seen{&own};
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const GlossaryTerm* term = termNamed(names, match.captured());
        if (!term || std::ranges::find(seen, term) != seen.end())
            continue;
        seen.push_back(term);
        html += text.mid(done, match.capturedStart() - done).toHtmlEscaped() +
                QStringLiteral("<a href=\"#%1\" style=\"color:%2\">%3</a>")
                    .arg(QLatin1String(term->id), colour, match.captured().toHtmlEscaped());
        done = match.capturedEnd();
    }
    return html + text.mid(done).toHtmlEscaped();
}

} // namespace

std::span<const GlossaryTerm> glossary()
{
    return kTerms;
}

QString glossaryText(const char* text)
{
    return *text ? QCoreApplication::translate("lab::Glossary", text) : QString();
}

const GlossaryTerm* findTerm(const QString& id)
{
    const auto found =
        std::ranges::find_if(kTerms, [&](const GlossaryTerm& each) { return id == QLatin1String(each.id); });
    return found == kTerms.end() ? nullptr : &*found;
}

const GlossaryTerm* termIn(const QString& text)
{
    const std::vector<Named> names = namesOfTerms();
    const auto match = patternOf(names).match(text);
    return match.hasMatch() ? termNamed(names, match.captured()) : nullptr;
}

std::vector<const GlossaryTerm*> termsFor(const QString& search)
{
    const QString wanted = search.trimmed().toLower();
    std::vector<const GlossaryTerm*> named, others;
    for (const GlossaryTerm& each : kTerms) {
        if (glossaryText(each.term).toLower().startsWith(wanted))
            named.push_back(&each);
        else if (glossaryText(each.also).toLower().contains(wanted) ||
                 glossaryText(each.text).toLower().contains(wanted) ||
                 QString::fromUtf8(each.term).toLower().contains(wanted))
            others.push_back(&each);
    }
    named.insert(named.end(), others.begin(), others.end());
    return named;
}

QString glossaryHtml(std::span<const GlossaryTerm* const> terms, const QString& linkColour)
{
    const std::vector<Named> names = namesOfTerms();
    const QRegularExpression pattern = patternOf(names);
    QString html;
    for (const GlossaryTerm* each : terms) {
        const QString name = glossaryText(each->term), english = QString::fromUtf8(each->term);
        const QString beside = name == english ? QString() : QStringLiteral(" (%1)").arg(english);
        html += QStringLiteral("<p><a name=\"%1\"></a><b>%2</b>%3<br>%4</p>")
                    .arg(QLatin1String(each->id), name.toHtmlEscaped(), beside.toHtmlEscaped(),
                         linked(glossaryText(each->text), *each, names, pattern, linkColour));
    }
    return html;
}

} // namespace lab
