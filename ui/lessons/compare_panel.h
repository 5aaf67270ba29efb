// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"
#include "ui/model/latest_job.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace lab
{

class Document;
class ViewModel;
struct ResultComparison;

/// The result of one's own code beside the output here: what explains the difference, and where it is.
class ComparePanel : public QWidget
{
    Q_OBJECT
public:
    ComparePanel(Document& document, ViewModel& view, QWidget* parent = nullptr);

    /// An array from a file or the clipboard.
    void compare(const Grid& theirs);
    QString said() const;

signals:
    void openWanted();

private:
    void compareText();
    void show(const ResultComparison& result);
    void follow(); ///< another output: what was said is not about it

    Document& m_document;
    ViewModel& m_view;
    QPlainTextEdit* m_text = nullptr;
    QLabel* m_said = nullptr;
    std::optional<Grid> m_theirs;
    LatestJob<Result<ResultComparison>> m_job;
};

} // namespace lab
