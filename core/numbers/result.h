// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lab
{

/// Everything that can be expected to fail, by name. Core writes no sentence for a person: ui/io/error_text
/// turns a code and its arguments into one.
enum class ErrorCode {
    // geometry; arguments as noted
    EmptyInput,
    EmptyKernel,
    KernelTooLarge, ///< kernel rows, cols (dilated), padded input rows, cols
    BadStride,
    BadDilation,
    NegativePadding,
    PoolPadding, ///< the padding, the most that there may be
    TooManyLayers, ///< layers, the most that there may be
    FieldNeverCovers, ///< the most layers
    TooLarge, ///< rows, cols of what would be made
    OutOfMemory,
    Stopped, ///< a stop was requested; nobody is told
    // training
    TargetShape, ///< target rows, cols, output rows, cols
    TargetPlanes, ///< target planes, output planes
    PoolingLearnsNothing,
    DataNotFinite, ///< what is learned from holds NaN or infinite numbers
    StartNotFinite, ///< the loss of the start is beyond the range of numbers
    // why two layers are not one
    ComposeActivation, ///< the activation between them
    ComposeMaxPool,
    ComposePadding,
    // the workshop of kernels
    ParameterCount, ///< how many numbers were given, how many there are
    ParameterOutside, ///< the parameter's name, what was given, the least, the most
    ParameterNotWhole, ///< the parameter's name, what was given
    ParameterEven, ///< the parameter's name, what was given
    DerivativeTooShort, ///< the derivative's order, the aperture, the least aperture that has it
    NoCentre, ///< rows, cols, of which one is even
    KernelNotFinite, ///< a weight is NaN or infinite
    WeightsTooLarge, ///< a weight would be beyond the range of numbers
    DivisorZero,
    // layers of several channels
    NoChannels,
    TooManyChannels, ///< channels, the most that there may be
    ChannelCount, ///< channels of the input, channels that the kernels are for
    GroupsDoNotDivide, ///< groups, channels of the input, channels of the output
    BiasCount, ///< biases, channels of the output
    DenseShape, ///< shape of the kernel (channels × rows × columns), shape of the input
    OutputPadding, ///< the output padding, the stride along the same axis
    NothingLeft, ///< rows, cols of a transposed convolution's output before the padding takes them away
    MapsTooLarge, ///< numbers in all maps of a stack, the most that there may be
    // questions
    AskedOutside, ///< row, column (from 0), the rows, cols that there are
    AskedLayer, ///< layer (from 1), how many there are
    AskedTap, ///< tap (from 0), how many there are
    AskedUnknown, ///< the name of a number that is none
    AskedProducts, ///< of max pooling, which multiplies nothing
    AskedEpoch, ///< epoch, the last there is
    AskedMaps, ///< cells of a map that do not belong to the place in question
    AnswerUnread, ///< the text
    // numbers and files
    EmptyText,
    NotANumber, ///< row, column (from 1), the text
    NumberTooLarge, ///< row, column (from 1), the text
    ValueTooLarge, ///< the text
    MixedDecimals, ///< row, column (from 1), the text
    RaggedRows, ///< row (from 1), its count, the expected count
    TextShape, ///< shape
    TextShortened, ///< the mark of what was left out
    NotNpy,
    NpyHeader, ///< what is wrong with it
    NpyType, ///< dtype
    NpyShape, ///< shape
    NpyTruncated, ///< bytes promised, bytes there
    NpzBroken, ///< what is wrong with it
    NpzNoArray, ///< the names that are in it, none of which is a .npy
    NotSupported, ///< what it is
    SeveralPlanes, ///< how many, where one matrix is needed
    CannotOpen, ///< path, reason
    CannotWrite, ///< path, reason
    EmptyFile, ///< path
    UnknownFormat, ///< path
    UnwritableFormat, ///< path, what can be written there
    PictureBroken, ///< path, reason
    PictureTruncated, ///< path
    PictureTooLarge, ///< path, width, height
    SessionBroken, ///< where
    SessionFromFuture, ///< its version, ours
    // exercises and answers
    UnknownPredicate, ///< what was found, those that are known
    PredicateArguments, ///< the predicate as it is written, what was found behind it, what its arguments must be
    AnswersBroken, ///< the line (from 1) of a file of answers, what is wrong with it
    // files of weights, arrays of maps
    SafetensorsShort, ///< bytes there
    SafetensorsLength, ///< bytes that the header is said to have, bytes behind the eight that say so
    SafetensorsText, ///< the byte of the file (from 0) that is no UTF-8
    SafetensorsJson, ///< the byte of the file (from 0) where the header is none
    TensorTwice, ///< the name
    TensorType, ///< the name, the type
    TensorShape, ///< the name, the shape
    TensorSize, ///< the name, the shape, bytes that it needs, bytes that are given to it
    TensorOutside, ///< the name, where its bytes begin and end, bytes that there are
    TensorsOverlap, ///< the names of two
    TensorGap, ///< where bytes begin and end that belong to none
    TensorUnknown, ///< the name, those that there are
    WeightAxes, ///< the shape, the least and the most axes that there may be
    TooManyWeights, ///< how many, the most that there may be
    MapAxes, ///< the shape
    SeveralExamples, ///< how many
    NoSuchExample, ///< which (from 1), how many there are
};

struct Error {
    ErrorCode code;
    std::vector<std::string> arguments = {};
    bool operator==(const Error&) const = default;
};

/// A value, or why there is none.
template <class T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}
    Result(ErrorCode code) : Result(Error{code}) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T& value() const&
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    T& value() &
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    T&& value() &&
    {
        assert(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    const Error& error() const
    {
        assert(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Success with nothing to hand over.
using Done = std::monostate;

} // namespace lab
