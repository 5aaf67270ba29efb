// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QTextBrowser;
class QUrl;

namespace lab
{

/// The words of the field, to be looked up: a search field, and the terms with links between them. It stays beside
/// the window until it is closed.
class GlossaryDialog : public QDialog
{
    Q_OBJECT
public:
    explicit GlossaryDialog(QWidget* parent);

    void showTerm(const QString& id); ///< all terms, with this one at the top; an empty one: the first
    QLineEdit* field() const { return m_field; }
    QTextBrowser* text() const { return m_text; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void find();
    void follow(const QUrl& link);

    QLineEdit* m_field = nullptr;
    QTextBrowser* m_text = nullptr;
};

} // namespace lab
