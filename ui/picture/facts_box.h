// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workshop/kernel_facts.h"
#include "ui/model/latest_job.h"

#include <QWidget>

class QLabel;

namespace lab
{

class Document;

/// What the kernel of the focused layer is, whatever the input: its sums, its symmetries, whether it is a column
/// times a row, and which waves it lets through.
class FactsBox : public QWidget
{
    Q_OBJECT
public:
    explicit FactsBox(Document& document, QWidget* parent = nullptr);

    QString text() const;
    bool settled() const { return !m_job.busy(); }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Found {
        KernelFacts facts;
        Grid response;
    };
    void follow();
    void show(const Found& found);
    void paintResponse();

    Document& m_document;
    QLabel* m_sums = nullptr;
    QLabel* m_shape = nullptr;
    QLabel* m_response = nullptr;
    QLabel* m_responseText = nullptr;
    Grid m_shownFor; ///< the kernel of which the facts are shown or sought
    Grid m_responses; ///< |H|
    LatestJob<Result<Found>> m_job;
};

/// "its own turn by 180°, left–right mirror image" …; empty where it has none.
QString symmetryText(const KernelSymmetries& symmetries);

} // namespace lab
