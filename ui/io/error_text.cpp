// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/error_text.h"

#include "ui/io/formats.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

struct Sentence {
    ErrorCode code;
    const char* text; ///< %1, %2 … stand for the error's arguments
};

constexpr std::array kSentences{
    Sentence{ErrorCode::EmptyInput, QT_TRANSLATE_NOOP("lab", "The input has no cells; it needs at least one.")},
    Sentence{ErrorCode::EmptyKernel, QT_TRANSLATE_NOOP("lab", "The kernel has no cells; it needs at least one.")},
    Sentence{ErrorCode::KernelTooLarge,
             QT_TRANSLATE_NOOP("lab", "The kernel reaches over %1 × %2 cells, but the padded input has only %3 × %4: "
                                      "use a smaller kernel, less dilation or more padding.")},
    Sentence{ErrorCode::BadStride, QT_TRANSLATE_NOOP("lab", "The stride must be at least 1 along both axes.")},
    Sentence{ErrorCode::BadDilation, QT_TRANSLATE_NOOP("lab", "The dilation must be at least 1 along both axes.")},
    Sentence{ErrorCode::NegativePadding, QT_TRANSLATE_NOOP("lab", "The padding must not be negative on any side.")},
    Sentence{ErrorCode::PoolPadding,
             QT_TRANSLATE_NOOP("lab",
                               "A pooling window needs more than padding under it, so %1 cells of padding are too "
                               "many: use up to %2, half the window.")},
    Sentence{ErrorCode::TooManyLayers,
             QT_TRANSLATE_NOOP("lab", "There would be %1 layers, and up to %2 can be shown: remove one first.")},
    Sentence{ErrorCode::FieldNeverCovers,
             QT_TRANSLATE_NOOP("lab", "Even %1 layers would not see the whole input: use a larger kernel, stride or "
                                      "dilation in the last convolution.")},
    Sentence{ErrorCode::TooLarge, QT_TRANSLATE_NOOP("lab", "A result of %1 × %2 cells is too large: use a smaller "
                                                           "input, less padding or a larger stride.")},
    Sentence{ErrorCode::OutOfMemory,
             QT_TRANSLATE_NOOP("lab", "There is not enough memory for this: use a smaller input or close other "
                                      "programs.")},
    Sentence{ErrorCode::Stopped, QT_TRANSLATE_NOOP("lab", "Stopped before the end.")},
    Sentence{ErrorCode::TargetShape,
             QT_TRANSLATE_NOOP("lab",
                               "The target has %1 × %2 cells, but this kernel makes an output of %3 × %4: they "
                               "must be equal.")},
    Sentence{ErrorCode::TargetPlanes,
             QT_TRANSLATE_NOOP("lab",
                               "The target's number of colour planes is %1, that of the output is %2: they must "
                               "be equal.")},
    Sentence{ErrorCode::PoolingLearnsNothing,
             QT_TRANSLATE_NOOP("lab",
                               "A pooling layer has no weights to learn: choose a convolution as the layer that "
                               "is stepped.")},
    Sentence{ErrorCode::DataNotFinite,
             QT_TRANSLATE_NOOP("lab",
                               "Nothing can be learned from numbers that are NaN or infinite, and the input or "
                               "the target holds some: choose others.")},
    Sentence{ErrorCode::StartNotFinite,
             QT_TRANSLATE_NOOP("lab", "The loss of the start kernel is beyond the range of numbers: start from "
                                      "smaller weights.")},
    Sentence{ErrorCode::ComposeActivation,
             QT_TRANSLATE_NOOP("lab", "Between the two layers stands %1, which is no linear function, so no single "
                                      "kernel does the same: set the activation of the first to none.")},
    Sentence{ErrorCode::ComposeMaxPool,
             QT_TRANSLATE_NOOP("lab", "Max pooling chooses by the input, so no fixed kernel does the same: take "
                                      "average pooling or a convolution.")},
    Sentence{ErrorCode::ComposePadding,
             QT_TRANSLATE_NOOP("lab", "The second layer pads the map between them with values that no window of the "
                                      "input has, so near the border no single kernel does the same: use valid "
                                      "padding in the second.")},
    Sentence{ErrorCode::ParameterCount,
             QT_TRANSLATE_NOOP("lab", "Numbers for the kernel's parameters: %1 were given, and %2 are needed.")},
    Sentence{ErrorCode::ParameterOutside,
             QT_TRANSLATE_NOOP("lab", "“%1” is %2, and must be a number from %3 to %4.")},
    Sentence{ErrorCode::ParameterNotWhole, QT_TRANSLATE_NOOP("lab", "“%1” is %2, and must be a whole number.")},
    Sentence{ErrorCode::ParameterEven,
             QT_TRANSLATE_NOOP("lab", "“%1” is %2, and must be odd: the kernel needs a cell in its middle.")},
    Sentence{ErrorCode::DerivativeTooShort,
             QT_TRANSLATE_NOOP("lab", "A derivative of order %1 does not fit in an aperture of %2: use one of at "
                                      "least %3.")},
    Sentence{ErrorCode::NoCentre,
             QT_TRANSLATE_NOOP("lab", "A kernel of %1 × %2 has no cell in its middle, where the identity would have "
                                      "its 1: use one with odd sides.")},
    Sentence{ErrorCode::KernelNotFinite,
             QT_TRANSLATE_NOOP("lab", "The kernel has a weight that is no finite number: change it first.")},
    Sentence{ErrorCode::WeightsTooLarge,
             QT_TRANSLATE_NOOP("lab", "A weight would be beyond the range of numbers: use a smaller factor.")},
    Sentence{ErrorCode::DivisorZero, QT_TRANSLATE_NOOP("lab", "Nothing can be divided by 0: use another number.")},
    Sentence{ErrorCode::NoChannels, QT_TRANSLATE_NOOP("lab", "There are no channels; at least one is needed.")},
    Sentence{ErrorCode::TooManyChannels,
             QT_TRANSLATE_NOOP("lab", "There would be %1 channels, and up to %2 can be shown: use fewer.")},
    Sentence{ErrorCode::ChannelCount,
             QT_TRANSLATE_NOOP("lab",
                               "The number of input channels is %1, but the kernels are for %2: use an input or "
                               "kernels with as many channels as the other.")},
    Sentence{ErrorCode::GroupsDoNotDivide,
             QT_TRANSLATE_NOOP("lab", "The number of groups is %1, and must divide both that of the input channels, "
                                      "which is %2, and that of the output channels, which is %3: choose another.")},
    Sentence{ErrorCode::BiasCount,
             QT_TRANSLATE_NOOP("lab", "The number of biases is %1, that of the output channels is %2: give one for "
                                      "each, or none at all.")},
    Sentence{ErrorCode::DenseShape,
             QT_TRANSLATE_NOOP("lab", "A dense layer's kernels cover the whole input, but they have the shape %1 and "
                                      "the input has %2: use kernels of the input's shape.")},
    Sentence{ErrorCode::OutputPadding,
             QT_TRANSLATE_NOOP("lab",
                               "The output padding is %1, and must be at least 0 and less than the stride, which "
                               "is %2: use less, or a larger stride.")},
    Sentence{ErrorCode::NothingLeft,
             QT_TRANSLATE_NOOP("lab", "The padding takes away all %1 × %2 cells of the output: use less padding.")},
    Sentence{ErrorCode::MapsTooLarge,
             QT_TRANSLATE_NOOP("lab", "The maps of all layers would hold %1 numbers, and up to %2 fit: use a smaller "
                                      "input, fewer channels or a larger stride.")},
    Sentence{ErrorCode::AskedOutside,
             QT_TRANSLATE_NOOP("lab", "The question is about row %1, column %2, counted from 0, but there are only "
                                      "%3 × %4 cells: choose one of them.")},
    Sentence{ErrorCode::AskedLayer,
             QT_TRANSLATE_NOOP("lab", "The question is about layer %1, but there are only %2: choose one of them.")},
    Sentence{ErrorCode::AskedTap, QT_TRANSLATE_NOOP("lab", "The question is about product %1, counted from 0, but a "
                                                           "window has only %2: choose one of them.")},
    Sentence{ErrorCode::AskedUnknown, QT_TRANSLATE_NOOP("lab", "No number is called “%1”.")},
    Sentence{ErrorCode::AskedProducts,
             QT_TRANSLATE_NOOP("lab",
                               "Max pooling chooses and multiplies nothing, so it has no products: ask for the "
                               "cell.")},
    Sentence{ErrorCode::AskedEpoch,
             QT_TRANSLATE_NOOP("lab", "The question is about epoch %1, but they go from 1 to %2 here: choose one of "
                                      "them.")},
    Sentence{ErrorCode::AskedMaps,
             QT_TRANSLATE_NOOP("lab",
                               "That map holds no cells that belong to the place in question: ask for those of "
                               "a map before or behind it.")},
    Sentence{ErrorCode::AnswerUnread,
             QT_TRANSLATE_NOOP("lab", "“%1” is no number: please type one, such as −1.5 or 3/4.")},
    Sentence{ErrorCode::EmptyText, QT_TRANSLATE_NOOP("lab", "There are no numbers in this text.")},
    Sentence{ErrorCode::NotANumber,
             QT_TRANSLATE_NOOP("lab", "Row %1, column %2 holds “%3”, which cannot be read as a number.")},
    Sentence{
        ErrorCode::NumberTooLarge,
        QT_TRANSLATE_NOOP("lab", "Row %1, column %2 holds “%3”, which is too large: the cells reach to 3.4 × 10³⁸.")},
    Sentence{ErrorCode::ValueTooLarge,
             QT_TRANSLATE_NOOP("lab", "“%1” is too large: the numbers here reach to 3.4 × 10³⁸.")},
    Sentence{ErrorCode::MixedDecimals,
             QT_TRANSLATE_NOOP("lab", "Row %1, column %2 holds “%3”, but other numbers have the other decimal mark: "
                                      "use the point or the comma throughout.")},
    Sentence{ErrorCode::TextShape,
             QT_TRANSLATE_NOOP("lab", "The text holds an array of shape %1; rows and columns are needed, with 1 or 3 "
                                      "planes.")},
    Sentence{ErrorCode::TextShortened,
             QT_TRANSLATE_NOOP("lab",
                               "Where the text says “%1”, numbers were left out when it was printed: print all "
                               "of them.")},
    Sentence{ErrorCode::RaggedRows,
             QT_TRANSLATE_NOOP("lab", "The rows differ in length: row %1 has %2 where the first has %3.")},
    Sentence{ErrorCode::NotNpy, QT_TRANSLATE_NOOP("lab", "This is not a .npy file of NumPy.")},
    Sentence{ErrorCode::NpyHeader, QT_TRANSLATE_NOOP("lab", "The header of the .npy file is damaged (%1).")},
    Sentence{
        ErrorCode::NpyType,
        QT_TRANSLATE_NOOP("lab", "The .npy file holds the type %1; real numbers are needed (save it as float32).")},
    Sentence{ErrorCode::NpyShape,
             QT_TRANSLATE_NOOP("lab",
                               "The .npy file holds an array of shape %1; rows and columns are needed, with 1 or "
                               "3 planes.")},
    Sentence{ErrorCode::NpyTruncated,
             QT_TRANSLATE_NOOP("lab",
                               "The .npy file promises %1 bytes of numbers, but only %2 are there: save or copy "
                               "it again.")},
    Sentence{ErrorCode::NpzBroken,
             QT_TRANSLATE_NOOP("lab", "The .npz archive is damaged (%1): save or copy it again.")},
    Sentence{
        ErrorCode::NpzNoArray,
        QT_TRANSLATE_NOOP("lab", "There is no matrix in this .npz archive, only %1: save one with numpy.savez.")},
    Sentence{ErrorCode::SafetensorsShort,
             QT_TRANSLATE_NOOP("lab",
                               "A .safetensors file begins with 8 bytes that say how long its header is, but only "
                               "%1 are there: save or copy it again.")},
    Sentence{ErrorCode::SafetensorsLength,
             QT_TRANSLATE_NOOP("lab",
                               "The header of the .safetensors file is said to have %1 bytes, but only %2 follow: "
                               "save or copy it again.")},
    Sentence{
        ErrorCode::SafetensorsText,
        QT_TRANSLATE_NOOP("lab", "The header of the .safetensors file is damaged: byte %1 of the file is no UTF-8.")},
    Sentence{ErrorCode::SafetensorsJson,
             QT_TRANSLATE_NOOP("lab",
                               "The header of the .safetensors file is damaged at byte %1 of the file: names with "
                               "type, shape and place are needed, as JSON.")},
    Sentence{ErrorCode::TensorTwice,
             QT_TRANSLATE_NOOP("lab", "The header of the .safetensors file names “%1” twice.")},
    Sentence{ErrorCode::TensorType,
             QT_TRANSLATE_NOOP("lab", "The array “%1” is of the type %2; real numbers are needed, such as F32.")},
    Sentence{ErrorCode::TensorShape,
             QT_TRANSLATE_NOOP("lab", "The array “%1” has the shape %2, which is more than can be counted.")},
    Sentence{ErrorCode::TensorSize,
             QT_TRANSLATE_NOOP("lab",
                               "The array “%1” of shape %2 needs %3 bytes, but the header gives it %4: save the "
                               "file again.")},
    Sentence{ErrorCode::TensorOutside,
             QT_TRANSLATE_NOOP("lab",
                               "The array “%1” is said to reach from byte %2 to %3, but there are only %4 bytes of "
                               "numbers: save or copy the file again.")},
    Sentence{ErrorCode::TensorsOverlap,
             QT_TRANSLATE_NOOP("lab", "The arrays “%1” and “%2” are said to share bytes: save the file again.")},
    Sentence{ErrorCode::TensorGap,
             QT_TRANSLATE_NOOP("lab", "The bytes of numbers from %1 to %2 belong to no array: save or copy the file "
                                      "again.")},
    Sentence{ErrorCode::TensorUnknown, QT_TRANSLATE_NOOP("lab", "No array is called “%1” here; there are %2.")},
    Sentence{
        ErrorCode::WeightAxes,
        QT_TRANSLATE_NOOP("lab", "An array of shape %1 holds no weights of such a layer: these have %2 to %3 axes.")},
    Sentence{ErrorCode::TooManyWeights,
             QT_TRANSLATE_NOOP("lab", "The layer would have %1 weights, and up to %2 fit: use smaller kernels.")},
    Sentence{ErrorCode::MapAxes,
             QT_TRANSLATE_NOOP("lab",
                               "An array of shape %1 holds no maps: these have the axes rows and columns, before "
                               "them channels, and before these examples.")},
    Sentence{
        ErrorCode::SeveralExamples,
        QT_TRANSLATE_NOOP("lab", "The array holds %1 examples, and one is computed at a time: choose one of them.")},
    Sentence{ErrorCode::NoSuchExample, QT_TRANSLATE_NOOP("lab", "There is no example %1: they go from 1 to %2.")},
    Sentence{ErrorCode::NotSupported, QT_TRANSLATE_NOOP("lab", "This is %1, which cannot be read here.")},
    Sentence{ErrorCode::SeveralPlanes,
             QT_TRANSLATE_NOOP("lab", "There are %1 planes where one matrix is needed: take one of them.")},
    Sentence{ErrorCode::CannotOpen, QT_TRANSLATE_NOOP("lab", "“%1” could not be opened: %2.")},
    Sentence{ErrorCode::CannotWrite, QT_TRANSLATE_NOOP("lab", "“%1” could not be written: %2.")},
    Sentence{ErrorCode::EmptyFile, QT_TRANSLATE_NOOP("lab", "“%1” is empty.")},
    Sentence{ErrorCode::UnknownFormat, QT_TRANSLATE_NOOP("lab", "“%1” is of no kind that can be used here: %2.")},
    Sentence{ErrorCode::UnwritableFormat,
             QT_TRANSLATE_NOOP("lab", "Nothing can be written as “%1”, by the ending of its name: use %2.")},
    Sentence{ErrorCode::PictureBroken, QT_TRANSLATE_NOOP("lab", "The picture “%1” could not be decoded: %2.")},
    Sentence{ErrorCode::PictureTruncated,
             QT_TRANSLATE_NOOP("lab", "The picture “%1” ends too early: copy or download it again.")},
    Sentence{ErrorCode::PictureTooLarge,
             QT_TRANSLATE_NOOP("lab", "The picture “%1” has %2 × %3 pixels; up to 120 million can be opened.")},
    Sentence{ErrorCode::SessionBroken, QT_TRANSLATE_NOOP("lab", "The session file is damaged (at %1).")},
    Sentence{ErrorCode::SessionFromFuture,
             QT_TRANSLATE_NOOP("lab", "This session was saved by a newer Corr2D Lab (format %1; this one reads up to "
                                      "%2): update the program to open it.")},
    Sentence{ErrorCode::UnknownPredicate,
             QT_TRANSLATE_NOOP("lab", "“%1” is no condition that is known here; known are %2.")},
    Sentence{ErrorCode::PredicateArguments,
             QT_TRANSLATE_NOOP("lab", "“%1” is how this condition is written (%3); found was “%2”.")},
    Sentence{ErrorCode::AnswersBroken, QT_TRANSLATE_NOOP("lab", "Line %1 of the answers cannot be read: %2.")},
};

/// An empty cell has nothing to quote.
constexpr const char* kEmptyCell = QT_TRANSLATE_NOOP("lab", "Row %1, column %2 is empty where a number is needed.");

const char* textOf(const Error& error)
{
    if (error.code == ErrorCode::NotANumber && error.arguments.size() > 2 && error.arguments[2].empty())
        return kEmptyCell;
    const auto found =
        std::find_if(kSentences.begin(), kSentences.end(), [&](const Sentence& s) { return s.code == error.code; });
    Q_ASSERT(found != kSentences.end());
    return found->text;
}

/// Lets no line break or other control character out of a file's text into a sentence, and no text without end: its
/// middle is left out.
QString printable(const std::string& argument)
{
    constexpr std::size_t kMost = 400, kSide = 160; // bytes; longer than a path that a person would type
    const auto side = [&](std::size_t from) { // half a character becomes a replacement one
        return QString::fromUtf8(argument.data() + from, qsizetype(kSide));
    };
    QString text = argument.size() > kMost ? side(0) + QChar(0x2026) + side(argument.size() - kSide)
                                           : QString::fromStdString(argument);
    for (QChar& c : text)
        if (!c.isPrint() && !c.isSurrogate())
            c = QChar::ReplacementCharacter;
    return text;
}

} // namespace

QString sentence(const Error& error)
{
    if (error.code == ErrorCode::UnknownFormat && error.arguments.size() == 1) // what could be read instead
        return sentence({error.code, {error.arguments[0], readableFormatsText().toStdString()}});
    const QString pattern = QCoreApplication::translate("lab", textOf(error));
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int number = pattern[i] == u'%' && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : -1;
        if (number < 1) {
            text += pattern[i];
            continue;
        }
        const auto index = std::size_t(number - 1);
        text += index < error.arguments.size() ? printable(error.arguments[index]) : QStringLiteral("?");
        ++i;
    }
    return text;
}

} // namespace lab
