// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/finding.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <vector>

namespace lab
{

namespace
{

/// What means the same, a row each: a name that has one of the terms before the semicolon is found by all of the row.
/// A translation names those of its language; the English ones are known in any.
constexpr std::array kAlikeRows{
    QT_TRANSLATE_NOOP("lab::Alike",
                      "blur, gauss, gaussian, box; smooth, smoothing, soften, mean filter, low-pass, average"),
    QT_TRANSLATE_NOOP("lab::Alike", "edges, edge, sobel, scharr, prewitt, laplace, laplacian, derivative; gradient "
                                    "filter, contour, outline, high-pass"),
    QT_TRANSLATE_NOOP("lab::Alike", "sharpen, unsharp mask; crisp"),
    QT_TRANSLATE_NOOP("lab::Alike", "emboss; relief"),
    QT_TRANSLATE_NOOP("lab::Alike", "identity; delta, do nothing"),
    QT_TRANSLATE_NOOP("lab::Alike", "impulse; delta, dirac, one-hot"),
    QT_TRANSLATE_NOOP("lab::Alike", "kernel, kernels, weights; filter, mask, stencil"),
    QT_TRANSLATE_NOOP("lab::Alike", "output, feature map; activation map, result"),
    QT_TRANSLATE_NOOP("lab::Alike", "input; image, photo, picture"),
    QT_TRANSLATE_NOOP("lab::Alike", "stride; step size, subsampling"),
    QT_TRANSLATE_NOOP("lab::Alike", "padding, border; margin, zero padding"),
    QT_TRANSLATE_NOOP("lab::Alike", "dilation; dilated, atrous, holes"),
    QT_TRANSLATE_NOOP("lab::Alike", "bias; offset, intercept"),
    QT_TRANSLATE_NOOP("lab::Alike", "max pooling; maxpool, downsample, subsample"),
    QT_TRANSLATE_NOOP("lab::Alike", "average pooling; avgpool, mean pooling, downsample, subsample"),
    QT_TRANSLATE_NOOP("lab::Alike", "activation; nonlinearity"),
    QT_TRANSLATE_NOOP("lab::Alike", "learn, learned; train, training, optimise, optimize"),
    QT_TRANSLATE_NOOP("lab::Alike", "epoch, epochs; pass, iteration"),
    QT_TRANSLATE_NOOP("lab::Alike", "rate; learning rate, lr, eta"),
    QT_TRANSLATE_NOOP("lab::Alike", "loss; error, cost, objective"),
    QT_TRANSLATE_NOOP("lab::Alike", "optimiser; optimizer, sgd, solver"),
    QT_TRANSLATE_NOOP("lab::Alike", "transposed convolution; deconvolution, upsampling"),
    QT_TRANSLATE_NOOP("lab::Alike", "flip kernel, turn by 180; rotate, true convolution"),
    QT_TRANSLATE_NOOP("lab::Alike", "operation, cross-correlation; correlation, convolution"),
    QT_TRANSLATE_NOOP("lab::Alike", "dense; fully connected, linear layer"),
    QT_TRANSLATE_NOOP("lab::Alike", "channels, channel; rgb, colour planes"),
    QT_TRANSLATE_NOOP("lab::Alike", "matrix; im2col, toeplitz, unrolled"),
    QT_TRANSLATE_NOOP("lab::Alike", "two as one; compose, composition, fuse, merge"),
    QT_TRANSLATE_NOOP("lab::Alike", "architectures; network, networks, published"),
    QT_TRANSLATE_NOOP("lab::Alike", "step back; previous, rewind, backward"),
    QT_TRANSLATE_NOOP("lab::Alike", "step; next, forward, advance"),
    QT_TRANSLATE_NOOP("lab::Alike", "play, pause; start, stop, animate"),
    QT_TRANSLATE_NOOP("lab::Alike", "run; start, stop, train"),
    QT_TRANSLATE_NOOP("lab::Alike", "undo; take back, revert"),
    QT_TRANSLATE_NOOP("lab::Alike", "redo; again, repeat"),
    QT_TRANSLATE_NOOP("lab::Alike", "history; undo list, steps"),
    QT_TRANSLATE_NOOP("lab::Alike", "start over; new, reset"),
    QT_TRANSLATE_NOOP("lab::Alike", "open; load, import"),
    QT_TRANSLATE_NOOP("lab::Alike", "save; store, write"),
    QT_TRANSLATE_NOOP("lab::Alike", "export; save, write"),
    QT_TRANSLATE_NOOP("lab::Alike", "copy; clipboard"),
    QT_TRANSLATE_NOOP("lab::Alike", "paste; clipboard, insert"),
    QT_TRANSLATE_NOOP("lab::Alike", "quit; exit, close"),
    QT_TRANSLATE_NOOP("lab::Alike", "present; full screen, fullscreen, projector, slide show"),
    QT_TRANSLATE_NOOP("lab::Alike", "colours; colors, theme, appearance, mode"),
    QT_TRANSLATE_NOOP("lab::Alike", "colour, coloured; color"),
    QT_TRANSLATE_NOOP("lab::Alike", "grey; gray, greyscale, grayscale, monochrome"),
    QT_TRANSLATE_NOOP("lab::Alike", "dark; night, black"),
    QT_TRANSLATE_NOOP("lab::Alike", "light; day, white"),
    QT_TRANSLATE_NOOP("lab::Alike", "zoom; magnify, larger, smaller"),
    QT_TRANSLATE_NOOP("lab::Alike", "side panel; dock, sidebar"),
    QT_TRANSLATE_NOOP("lab::Alike", "keys; shortcuts, keyboard, hotkeys"),
    QT_TRANSLATE_NOOP("lab::Alike", "glossary; words, terms, dictionary, definitions"),
    QT_TRANSLATE_NOOP("lab::Alike", "what is this; help, explain"),
    QT_TRANSLATE_NOOP("lab::Alike", "exercises, exam; test, quiz, questions"),
    QT_TRANSLATE_NOOP("lab::Alike", "predict; guess, quiz"),
    QT_TRANSLATE_NOOP("lab::Alike", "lesson, lessons; chapter, tutorial, course"),
    QT_TRANSLATE_NOOP("lab::Alike", "code; python, script, program"),
    QT_TRANSLATE_NOOP("lab::Alike", "latex; tex, formula"),
};

struct AlikeRow {
    std::vector<QStringList> names; ///< the words of each term that a name may have
    QStringList words; ///< all of the row
};

void addTerms(AlikeRow& row, const QString& text)
{
    for (const QString& term : text.section(QLatin1Char(';'), 0, 0).split(QLatin1Char(','), Qt::SkipEmptyParts))
        row.names.push_back(wordsOf(term));
    row.words += wordsOf(text);
}

/// Read again where another language was chosen since.
const std::vector<AlikeRow>& alikeRows()
{
    static std::vector<AlikeRow> rows;
    static QString language;
    const auto translated = [](const char* row) { return QCoreApplication::translate("lab::Alike", row); };
    if (language == translated(kAlikeRows.front()))
        return rows;
    language = translated(kAlikeRows.front());
    rows.clear();
    for (const char* each : kAlikeRows) {
        AlikeRow row;
        addTerms(row, QString::fromUtf8(each));
        addTerms(row, translated(each));
        row.words.removeDuplicates();
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

QStringList alikeWords(const QStringList& words)
{
    QStringList alike;
    for (const AlikeRow& row : alikeRows())
        if (std::ranges::any_of(row.names, [&](const QStringList& term) {
                return std::ranges::all_of(term, [&](const QString& word) { return words.contains(word); });
            }))
            alike += row.words;
    alike.removeDuplicates();
    return alike;
}

} // namespace lab
