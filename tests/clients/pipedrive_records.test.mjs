// The vendor's own client reads and writes the records of an emulated company.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { Company, refusal } from "./pipedrive.mjs";

let company;

before(async () => {
    company = await Company.start("pipedrive_records");
});
beforeEach(() => company.connect());
after(async () => {
    await company.stop();
    company.assertSchemas();
});

test("a deal lives: made, read, listed, found, changed and deleted", async () => {
    const deals = company.v2("DealsApi");

    const made = await deals.addDeal({
        AddDealRequest: { title: "Roof repair", value: 99.5, org_id: 1, label_ids: [41] },
    });
    const { id } = made.data;
    const changed = await deals.updateDeal({ id, UpdateDealRequest: { status: "won" } });
    const found = await deals.searchDeals({ term: "roof rep" });
    const listed = await deals.getDeals({ status: "won", include_labels: true });
    await deals.deleteDeal({ id });

    assert.equal(made.data.value, 99.5);
    assert.ok(changed.data.won_time);
    assert.deepEqual(
        found.data.items.map(({ item }) => item.id),
        [id],
    );
    assert.ok(listed.data.some((deal) => deal.id === id));
    assert.equal((await refusal(deals.getDeal({ id }))).status, 404);
});

test("refusals have the vendor's shapes", async () => {
    const deals = company.v2("DealsApi");

    const wrong = await refusal(deals.addDeal({ AddDealRequest: { title: "x", value: "12" } }));
    const missing = await refusal(deals.getDeal({ id: 999 }));
    await company.connect("base,deals:read");
    const scope = await refusal(company.v2("PersonsApi").getPersons({}));

    assert.equal(wrong.status, 400);
    assert.equal(wrong.body.code, "ERR_SCHEMA_VALIDATION_FAILED");
    assert.equal(missing.status, 404);
    assert.equal(scope.status, 403);
    assert.equal(scope.body.error, "Scope and URL mismatch");
});

test("products on a deal, its discounts and its installments", async () => {
    const lines = company.v2("DealProductsApi");
    const installments = company.v2("DealInstallmentsApi");

    const added = await lines.addDealProduct({
        id: 5,
        AddDealProductRequest: { product_id: 1, item_price: 30.23, quantity: 2, tax: 20 },
    });
    await lines.addManyDealProducts({
        id: 5,
        CreateManyDealProductRequest: { data: [{ product_id: 2, item_price: 15, quantity: 1 }] },
    });
    await lines.updateDealProduct({
        id: 5,
        product_attachment_id: added.data.id,
        UpdateDealProductRequest: { quantity: 3, tax_method: "inclusive" },
    });
    const all = await lines.getDealsProducts({ deal_ids: [5, 1] });
    const deal = await company.v2("DealsApi").getDeal({ id: 5 });
    const part = await installments.postInstallment({
        id: 5,
        AddInstallmentRequestBody: { description: "Deposit", amount: 50, billing_date: "2026-12-01" },
    });
    const parts = await installments.getInstallments({ deal_ids: [5] });
    await installments.deleteInstallment({ id: 5, installment_id: part.data.id });
    await lines.deleteDealProduct({ id: 5, product_attachment_id: added.data.id });

    assert.equal(added.data.sum, 60.46);
    assert.equal(all.data.length, 5);
    assert.equal(deal.data.value, 105.69);
    assert.deepEqual(parts.data, [part.data]);
    const discount = {
        id: 5,
        AddAdditionalDiscountRequestBody: { description: "Loyal", amount: 10, type: "percentage" },
    };
    await company.v2("DealsApi").postAdditionalDiscount(discount);
    assert.equal((await company.v2("DealsApi").getDeal({ id: 5 })).data.value, 13.5);
    assert.equal((await company.v2("DealsApi").getAdditionalDiscounts({ id: 5 })).data.length, 1);
});

test("persons, organizations and products", async () => {
    const persons = company.v2("PersonsApi");
    const organizations = company.v2("OrganizationsApi");
    const products = company.v2("ProductsApi");

    const organization = await organizations.addOrganization({
        AddOrganizationRequest: { name: "Lee Ltd", address: { value: "12 Oak St" } },
    });
    const person = await persons.addPerson({
        AddPersonRequest: {
            name: "Ann Lee",
            org_id: organization.data.id,
            emails: [{ value: "ann@lee.test" }],
        },
    });
    const product = await products.addProduct({
        AddProductRequest: { name: "Tile", code: "T-1", prices: [{ price: 3.5, currency: "EUR" }] },
    });
    await products.addProductVariation({
        id: product.data.id,
        AddProductVariationRequest: { name: "Red", prices: [{ price: 4, currency: "EUR" }] },
    });

    assert.equal(person.data.emails[0].primary, true);
    const found = await persons.searchPersons({ term: "ann@lee", fields: "email" });
    assert.equal(found.data.items[0].item.organization.name, "Lee Ltd");
    assert.equal((await organizations.searchOrganization({ term: "Lee Ltd" })).data.items.length, 1);
    assert.equal((await products.searchProducts({ term: "T-1" })).data.items.length, 1);
    assert.equal((await products.getProductVariations({ id: product.data.id })).data.length, 1);
    assert.equal((await persons.getPersons({ org_id: organization.data.id })).data.length, 1);
    await persons.deletePerson({ id: person.data.id });
    await organizations.deleteOrganization({ id: organization.data.id });
    await products.deleteProduct({ id: product.data.id });
});

test("a cursor leads through every deal once", async () => {
    const deals = company.v2("DealsApi");
    const ids = [];

    for (let cursor; ; ) {
        const page = await deals.getDeals({ limit: 3, cursor });
        ids.push(...page.data.map((deal) => deal.id));
        cursor = page.additional_data.next_cursor;
        if (!cursor) {
            break;
        }
    }

    assert.deepEqual(
        ids,
        Array.from({ length: 16 }, (_, i) => i + 1),
    );
});

test("fields, pipelines, stages", async () => {
    const fields = company.v2("DealFieldsApi");

    const made = await fields.addDealField({
        AddDealFieldRequest: {
            field_name: "Terms",
            field_type: "enum",
            options: [{ label: "Net 15" }],
        },
    });
    const code = made.data.field_code;
    const options = made.data.options;
    await company.v2("DealsApi").updateDeal({
        id: 1,
        UpdateDealRequest: { custom_fields: { [code]: options[0].id } },
    });
    const deal = await company
        .v2("DealsApi")
        .getDeal({ id: 1, custom_fields: code, include_option_labels: true });

    assert.equal(deal.data.custom_fields[code].label, "Net 15");
    assert.ok((await fields.getDealFields({})).data.length > 30);
    await fields.deleteDealField({ field_code: code });
    assert.equal((await refusal(fields.getDealField({ field_code: code }))).status, 404);
    assert.equal((await company.v2("PipelinesApi").getPipelines({})).data.length, 1);
    assert.equal((await company.v2("StagesApi").getStages({ pipeline_id: 1 })).data.length, 5);
});

test("what only API v1 has: notes, users, currencies, settings, files", async () => {
    const notes = company.v1("NotesApi");

    const note = await notes.addNote({ AddNoteRequest: { content: "<b>Sent</b>", deal_id: 1 } });
    await notes.updateNote({ id: note.data.id, NoteRequest: { content: "Paid" } });
    const form = new FormData();
    form.append("deal_id", "1");
    form.append("file", new Blob(["%PDF-1.7"]), "invoice.pdf");
    const upload = await fetch(`${company.url}/v1/files`, {
        method: "POST",
        headers: { authorization: `Bearer ${company.token}` },
        body: form,
    });
    const { data: file } = await upload.json();

    assert.equal((await notes.getNotes({ deal_id: 1 })).data[0].content, "Paid");
    await notes.deleteNote({ id: note.data.id });
    assert.equal((await company.v1("UsersApi").getCurrentUser()).data.company_id, 4711);
    assert.equal((await company.v1("UsersApi").getUsers()).data.length, 2);
    assert.equal((await refusal(company.v1("UsersApi").getUser({ id: 1 }))).status, 404);
    assert.equal((await company.v1("CurrenciesApi").getCurrencies({ term: "EUR" })).data.length, 1);
    assert.equal((await company.v1("FilesApi").getFile({ id: file.id })).data.name, "invoice.pdf");
    assert.equal((await company.v1("FilesApi").getFiles({})).data.length, 1);
    await company.v1("FilesApi").deleteFile({ id: file.id });
});

test("activities, and who follows a deal", async () => {
    const activities = company.v2("ActivitiesApi");
    const deals = company.v2("DealsApi");

    const made = await activities.addActivity({
        AddActivityRequest: {
            subject: "Call",
            deal_id: 1,
            due_date: "2026-12-01",
            participants: [{ person_id: 1, primary: true }],
            location: { value: "12 Oak St" },
        },
    });
    await activities.updateActivity({ id: made.data.id, UpdateActivityRequest: { done: true } });
    const listed = await activities.getActivities({ deal_id: 1, done: true });
    const types = await company.v1("ActivityTypesApi").getActivityTypes();
    await deals.addDealFollower({ id: 1, AddDealFollowerRequest: { user_id: 816 } });

    assert.equal(listed.data[0].person_id, 1);
    assert.ok(types.data.some((type) => type.key_string === made.data.type));
    assert.equal((await deals.getDealFollowers({ id: 1 })).data.length, 2);
    await deals.deleteDealFollower({ id: 1, follower_id: 816 });
    await activities.deleteActivity({ id: made.data.id });
});
