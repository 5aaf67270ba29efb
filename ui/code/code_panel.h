// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/code_targets.h"
#include "ui/model/latest_job.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace lab
{

class Document;
class Segments;
class ViewModel;

/// The present computation as code of another language or library: the line that is being stepped is lit, with the
/// present numbers below it.
class CodePanel : public QWidget
{
    Q_OBJECT
public:
    CodePanel(Document& document, ViewModel& view, QWidget* parent = nullptr);

    QComboBox* targets() const { return m_targets; }
    const CodeTarget& target() const;
    CodeSubject subject() const { return m_subject; }
    void setSubject(CodeSubject subject);
    /// What is shown; none: it is being written, or cannot be.
    const std::optional<Code>& code() const { return m_code; }
    QString text() const;
    std::vector<std::size_t> lit() const { return m_lit; } ///< lines, from 0
    QString filled() const; ///< the first of them with the present numbers
    bool settled() const { return !m_job.busy(); }

signals:
    void saveWanted(); ///< to a file
    void latexWanted(); ///< the present step, to the clipboard

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void write();
    void light();
    void copy();

    Document& m_document;
    ViewModel& m_view;
    QComboBox* m_targets = nullptr;
    Segments* m_subjects = nullptr;
    QLabel* m_about = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QLabel* m_filled = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_save = nullptr;
    CodeSubject m_subject = CodeSubject::Layers;
    std::optional<Code> m_code;
    std::vector<std::size_t> m_lit;
    LatestJob<Result<Code>> m_job;
};

} // namespace lab
