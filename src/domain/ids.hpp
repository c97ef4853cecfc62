#pragma once

#include "base/id.hpp"

namespace billbridge {

// Pipedrive numbers its records per company; a company's users and records are whole numbers.
using CompanyId = NumberId<struct CompanyTag>; ///< a company in Pipedrive: the tenant
using UserId = NumberId<struct UserTag>;       ///< a user of that company
using DealId = NumberId<struct DealTag>;
using PersonId = NumberId<struct PersonTag>;
using OrganizationId = NumberId<struct OrganizationTag>;
using ProductId = NumberId<struct ProductTag>; ///< a product of the Pipedrive catalogue
using NoteId = NumberId<struct NoteTag>;

// The books use texts of digits.
using BooksId = TextId<struct BooksTag>; ///< a company in the books (QuickBooks: realm)
using PayerId = TextId<struct PayerTag>; ///< a customer in the books
using ItemId = TextId<struct ItemTag>;   ///< a product or service in the books
using InvoiceId = TextId<struct InvoiceTag>;
using TermId = TextId<struct TermTag>;       ///< a term of payment in the books
using TaxCodeId = TextId<struct TaxCodeTag>; ///< a tax code in the books
using AccountId = TextId<struct AccountTag>; ///< an account of the books' chart

// Ours.
using IntentId = TextId<struct IntentTag>; ///< one wish of a person for one invoice
/// Goes with every write to a vendor, so that repeating it is safe. At most 50 characters
/// (QuickBooks `requestid`).
using RequestKey = TextId<struct RequestKeyTag>;

} // namespace billbridge
