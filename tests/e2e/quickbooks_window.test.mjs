// QuickBooks' own pages of the emulator, used as a bookkeeper and as the payer of an invoice use them.
// After each step the books are looked at through the control API.
import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { Program, eventually, freePort, root } from "../programs/programs.mjs";
import { seriousFindings } from "./axe.mjs";
import { openBrowser, openWindow, screenshots, takePicture } from "./browser.mjs";

const second = "4620816365002617549";
// The browser itself complains of the status of a page that says why not.
const refused = /^Failed to load resource: the server responded with a status of 40[04]/;

let browser;
let emulator;
let quickbooks;
let page;
let complaints;

before(async () => {
    const folder = path.join(root, "build/e2e/quickbooks_window");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    mkdirSync(path.join(screenshots, "quickbooks"), { recursive: true });
    const [pipedrivePort, port] = [await freePort(), await freePort()];
    quickbooks = `http://127.0.0.1:${port}`;
    emulator = new Program(
        "billbridge-emulator",
        [
            "--pipedrive",
            `127.0.0.1:${pipedrivePort}`,
            "--quickbooks",
            `127.0.0.1:${port}`,
            "--quiet",
        ],
        { logFile: path.join(folder, "emulator.log") },
    );
    await eventually("the emulator", async () => (await fetch(`${quickbooks}/_emulator/clock`)).ok);
    browser = await openBrowser();
});

after(async () => {
    await browser?.close();
    await emulator?.stop();
});

beforeEach(async () => {
    await control("/subscription", { paid: true });
    await control("/seed", { seed: "craigs" });
    complaints = [];
});

async function control(below, body) {
    const response = await fetch(`${quickbooks}/_emulator${below}`, {
        method: body ? "POST" : "GET",
        body: body && JSON.stringify(body),
    });
    const json = await response.json();
    assert.equal(response.status, 200, `${below}: ${JSON.stringify(json)}`);
    return json;
}

async function records(entity, realm) {
    return (await control(`/records/${entity}${realm ? `?realm=${realm}` : ""}`))[entity];
}

async function record(entity, id) {
    return (await records(entity)).find((one) => one.Id === id);
}

/** An invoice of one line without tax, as an app would have made it. */
async function newInvoice(amount, changes = {}) {
    const sale = {
        DetailType: "SalesItemLineDetail",
        Amount: amount,
        SalesItemLineDetail: { ItemRef: { value: "1" } },
    };
    const body = { CustomerRef: { value: "1" }, Line: [sale], ...changes };
    return (await control("/records/Invoice", body)).Invoice;
}

/** Sends a form of a page without looking at it. */
async function submit(target, form) {
    const body = new URLSearchParams(form);
    const answer = await fetch(quickbooks + target, { method: "POST", body, redirect: "manual" });
    assert.equal(answer.status, 303);
}

/** A test with a window of its own; the browser must have nothing to complain of. */
function windowTest(name, story) {
    test(name, async () => {
        const context = await openWindow(browser, { complaints });
        try {
            page = await context.newPage();
            await story();
        } finally {
            await context.close();
        }
        assert.deepEqual(
            complaints.filter((text) => !refused.test(text)),
            [],
        );
    });
}

const open = (target) => page.goto(quickbooks + target);
// Whatever is clicked here leads to another page.
const leave = (act) => Promise.all([page.waitForEvent("load"), act()]);
const press = (name) => leave(() => page.getByRole("button", { name, exact: true }).click());
const follow = (name) => leave(() => page.getByRole("link", { name, exact: true }).first().click());
const at = () => page.url().slice(quickbooks.length);
const heading = () => page.getByRole("heading", { level: 1 }).innerText();
const alert = () => page.getByRole("alert").innerText();
const status = () => page.locator(".status").innerText();

/** The cells of a column of the page's list. */
function column(number) {
    return page.locator(`tbody tr > :nth-child(${number})`).allInnerTexts();
}

/** What stands right below a heading of level 2. */
function below(name) {
    return page.locator(`h2:text-is("${name}") + *`).innerText();
}

/** The page refuses; nothing is different in the books. */
async function refusedWith(entity, act, message) {
    const before = await records(entity);
    await act();
    assert.equal(await alert(), message);
    assert.deepEqual(await records(entity), before);
}

windowTest("the invoices are filtered by status, number and customer", async () => {
    await newInvoice(50, { DocNumber: "A-77", CustomerRef: { value: "3" } });
    await open("/");

    assert.equal(await heading(), "Invoices");
    assert.deepEqual(await column(1), ["A-77", "1037", "1021"]);
    assert.deepEqual(await column(5), ["Open", "Open", "Overdue"]);
    assert.deepEqual(await column(7), ["50.00 USD", "362.07 USD", "239.00 USD"]);

    await page.getByLabel("Status").selectOption("Overdue");
    await press("Filter");
    assert.deepEqual(await column(1), ["1021"]);
    assert.equal(await page.getByLabel("Status").inputValue(), "Overdue");

    await page.getByLabel("Status").selectOption("");
    await page.getByLabel("Number or customer").fill("a-7");
    await leave(() => page.keyboard.press("Enter"));
    assert.deepEqual(await column(1), ["A-77"]);

    await page.getByLabel("Number or customer").fill("sonnen");
    await press("Filter");
    assert.deepEqual(await column(2), ["Sonnenschein Family Store"]);

    await page.getByLabel("Number or customer").fill(`"><b>100%'`);
    await press("Filter");
    assert.equal(await page.locator(".empty").innerText(), "No invoice fits the filter.");
    assert.equal(await page.getByLabel("Number or customer").inputValue(), `"><b>100%'`);
});

windowTest("a long list is turned page by page, and the filter stays", async () => {
    for (let number = 1; number <= 110; ++number) {
        await newInvoice(number, { DocNumber: `P-${number}` });
    }
    for (const { Id, DocNumber } of await records("Invoice")) {
        if (DocNumber.startsWith("P-") && DocNumber !== "P-110") {
            await submit(`/app/invoice?txnId=${Id}`, { action: "void" });
        }
    }
    const pageOf = () => page.locator(".pager span").innerText();
    await open("/app/invoices");
    const first = await column(1);

    assert.deepEqual([first.length, first[0], first[49]], [50, "P-110", "P-61"]);
    assert.equal(await pageOf(), "Page 1 of 3");
    assert.equal(await page.getByRole("link", { name: "Newer" }).count(), 0);
    await follow("Older");
    const second = await column(1);
    assert.deepEqual([second.length, second[0], second[49]], [50, "P-60", "P-11"]);
    await follow("Older");
    const last = await column(1);
    assert.deepEqual([last.length, last[0], last.at(-1)], [12, "P-10", "1021"]);
    assert.equal(await page.getByRole("link", { name: "Older" }).count(), 0);

    await page.getByLabel("Status").selectOption("Voided");
    await press("Filter");
    assert.equal((await column(1))[0], "P-109");
    await follow("Older");
    assert.equal(await pageOf(), "Page 2 of 3");
    assert.deepEqual([...new Set(await column(5))], ["Voided"]);
    await follow("Newer");
    assert.equal((await column(1))[0], "P-109");

    await open("/app/invoices?page=0");
    assert.deepEqual(await column(1), first);
});

windowTest("each company has its own books", async () => {
    await open("/app/invoices");
    await follow("Go to Sandbox Company_US_2");

    assert.equal(await page.locator(".empty").innerText(), "There are no invoices yet.");
    await follow("Payments");
    assert.equal(at(), `/app/payments?companyId=${second}`);
    assert.equal(await page.locator(".empty").innerText(), "No payment has been received yet.");
    const answer = await open(`/app/invoice?txnId=67&companyId=${second}`);
    assert.equal(answer.status(), 404);
    assert.equal(await heading(), "There is no such invoice");
});

windowTest("a payment is received in part, then in full", async () => {
    await open("/app/invoices");
    await follow("1037");
    assert.equal(await heading(), "Invoice 1037");
    assert.equal(await status(), "Open");
    assert.equal(await page.getByLabel("Amount received").inputValue(), "362.07");

    await page.getByLabel("Amount received").fill("100.07");
    await press("Receive payment");
    assert.equal(await status(), "Partially paid");
    assert.equal(await below("Balance due"), "262.00 USD");
    assert.equal((await record("Invoice", "130")).Balance, 262);

    await press("Receive payment");
    assert.equal(await status(), "Paid");
    assert.equal(await page.getByLabel("Amount received").count(), 0);
    const { Balance, LinkedTxn } = await record("Invoice", "130");
    assert.equal(Balance, 0);
    const payments = (await records("Payment")).filter(({ Id }) => Id !== "101");
    assert.deepEqual(
        payments.map((payment) => payment.TotalAmt),
        [100.07, 262],
    );
    assert.deepEqual(
        LinkedTxn.filter(({ TxnType }) => TxnType === "Payment")
            .map(({ TxnId }) => TxnId)
            .sort(),
        payments.map(({ Id }) => Id).sort(),
    );
    assert.deepEqual(
        payments.map(({ Line }) => Line[0].LinkedTxn),
        [[{ TxnId: "130", TxnType: "Invoice" }], [{ TxnId: "130", TxnType: "Invoice" }]],
    );
});

windowTest("more than is open is kept for the customer", async () => {
    await open("/app/invoice?txnId=130");
    await page.getByLabel("Amount received").fill("400");
    await press("Receive payment");

    assert.equal(await status(), "Paid");
    await leave(() => page.locator('a[href*="recvpayment"]').click());
    assert.equal(await below("Not applied"), "37.93 USD");
    assert.deepEqual(await column(2), ["362.07 USD"]);
});

windowTest("an amount that cannot be received is refused", async () => {
    await open("/app/invoice?txnId=130");
    const cents =
        "The payment was not recorded: the amount must be more than zero, in whole cents.";
    for (const [amount, message] of [
        ["a lot", "The payment was not recorded: the amount must be a number."],
        ["1,5", "The payment was not recorded: the amount must be a number."],
        ["0", cents],
        ["-5", cents],
        ["0.005", cents],
    ]) {
        await refusedWith(
            "Invoice",
            async () => {
                await page.getByLabel("Amount received").fill(amount);
                await press("Receive payment");
            },
            message,
        );
    }
    assert.equal((await records("Payment")).length, 1);
});

windowTest("an old page receives nothing for an invoice that was voided meanwhile", async () => {
    await open("/app/invoice?txnId=130");
    await submit("/app/invoice?txnId=130", { action: "void" });
    await refusedWith(
        "Payment",
        () => press("Receive payment"),
        "The payment was not recorded: nothing is open any more.",
    );
    assert.equal(await status(), "Voided");
    assert.equal(await page.getByLabel("Amount received").count(), 0);
});

windowTest("what is paid is not paid again from another tab", async () => {
    await open("/app/invoice?txnId=130");
    const other = page;
    page = await other.context().newPage();
    await open("/app/invoice?txnId=130");
    await press("Receive payment");
    assert.equal(await status(), "Paid");
    page = other;
    await refusedWith(
        "Payment",
        () => press("Receive payment"),
        "The payment was not recorded: nothing is open any more.",
    );
    assert.equal((await records("Payment")).length, 2);
});

windowTest("an action that there is not is refused", async () => {
    const before = await records("Invoice");
    for (const target of ["/app/invoice?txnId=130", "/app/recvpayment?txnId=101"]) {
        const body = new URLSearchParams({ action: "explode", amount: "5", to: "a@example.com" });
        const answer = await fetch(quickbooks + target, { method: "POST", body });
        assert.equal(answer.status, 400);
        assert.match(await answer.text(), /There is no such action\./);
    }
    assert.deepEqual(await records("Invoice"), before);
    assert.equal((await open("/app/invoice/confirm?txnId=130&action=explode")).status(), 404);
});

windowTest("an edit to a day or an address that there is not is refused", async () => {
    await open("/app/invoice/edit?txnId=130");
    // The browser itself would not let it through.
    await page.getByLabel("Due date").evaluate((field) => (field.type = "text"));
    await refusedWith(
        "Invoice",
        async () => {
            await page.getByLabel("Due date").fill("2026-02-31");
            await press("Save");
        },
        "This was not saved: Invalid Date format : DueDate",
    );
    await open("/app/invoice/edit?txnId=130");
    await refusedWith(
        "Invoice",
        async () => {
            await page.getByLabel("E-mail").fill("nobody");
            await press("Save");
        },
        "This was not saved: Email Address does not conform to the syntax rules of RFC 822.",
    );
});

windowTest("an invoice is sent to the address that is typed", async () => {
    await open("/app/invoice?txnId=130");
    await page.getByLabel("Send to").fill("ann@example.com, bob@example.com");
    await press("Send by e-mail");

    assert.equal(await below("E-mail"), "ann@example.com, bob@example.com (sent)");
    const invoice = await record("Invoice", "130");
    assert.equal(invoice.EmailStatus, "EmailSent");
    assert.equal(invoice.BillEmail.Address, "ann@example.com, bob@example.com");
    assert.equal(invoice.DeliveryInfo.DeliveryType, "Email");
    assert.equal(invoice.SyncToken, "1");
    const { emails } = await control("/emails");
    assert.deepEqual(
        emails.map(({ entity, id, to }) => [entity, id, to]),
        [["Invoice", "130", ["ann@example.com", "bob@example.com"]]],
    );

    await follow("Sent e-mails");
    assert.equal(await heading(), "Sent e-mails");
    assert.deepEqual(await column(2), ["ann@example.com, bob@example.com"]);
    assert.deepEqual(await column(5), ["Invoice 1037"]);
});

windowTest("an address that is none is refused", async () => {
    await open("/app/invoice?txnId=130");
    await refusedWith(
        "Invoice",
        async () => {
            await page.getByLabel("Send to").fill("nobody");
            await press("Send by e-mail");
        },
        "This was not saved: Email Address does not conform to the syntax rules of RFC 822.",
    );
    assert.deepEqual((await control("/emails")).emails, []);
    await follow("Sent e-mails");
    assert.match(await page.locator(".empty").innerText(), /^Nothing has been sent\./);
});

windowTest("an edit changes dates, texts and lines", async () => {
    await open("/app/invoice?txnId=130");
    await follow("Edit");
    assert.equal(await heading(), "Edit invoice 1037");
    await page.getByLabel("Due date").fill("2027-02-03");
    await page.getByLabel("E-mail").fill("russ@example.com");
    await page.getByLabel("Message on invoice").fill("Danke & <bye>");
    await page.getByLabel("Memo (internal)").fill("by phone");
    await page.getByLabel("Description of Rock Fountain").fill("Fountain, 2 m");
    await page.getByLabel("Quantity of Rock Fountain").fill("2");
    await page.getByLabel("Amount of Rock Fountain").fill("550");
    await page.getByLabel("Amount of Pump").fill("");
    await press("Save");

    assert.equal(await heading(), "Invoice 1037");
    assert.equal(await below("Message on invoice"), "Danke & <bye>");
    const invoice = await record("Invoice", "130");
    assert.equal(invoice.DueDate, "2027-02-03");
    assert.equal(invoice.BillEmail.Address, "russ@example.com");
    assert.equal(invoice.CustomerMemo.value, "Danke & <bye>");
    assert.equal(invoice.PrivateNote, "by phone");
    assert.equal(invoice.SyncToken, "1");
    assert.deepEqual(
        invoice.Line.filter(({ Id }) => Id).map((line) => [
            line.Description,
            line.SalesItemLineDetail.Qty,
            line.Amount,
        ]),
        [
            ["Fountain, 2 m", 2, 550],
            ["Concrete for fountain installation", 5, 47.5],
        ],
    );
    assert.equal(invoice.TotalAmt, 645.3); // 597.50 and 8 % of it
});

windowTest("an edit that does not fit is refused, and what was typed is still there", async () => {
    await open("/app/invoice/edit?txnId=130");
    const amount = page.getByLabel("Amount of Pump");
    await page.getByLabel("Memo (internal)").fill("half a page of text");
    await refusedWith(
        "Invoice",
        async () => {
            await amount.fill("much");
            await press("Save");
        },
        `This was not saved: "much" is not a number.`,
    );
    assert.equal(await amount.inputValue(), "much");
    assert.equal(await page.getByLabel("Memo (internal)").inputValue(), "half a page of text");

    await refusedWith(
        "Invoice",
        async () => {
            await amount.fill("99");
            await press("Save");
        },
        "This was not saved: Amount is not equal to UnitPrice * Qty. Supplied value:99",
    );
});

windowTest("an edit of what somebody else has changed meanwhile is refused", async () => {
    await open("/app/invoice/edit?txnId=130");
    await control("/records/Invoice/130", { PrivateNote: "theirs" });
    await refusedWith(
        "Invoice",
        async () => {
            await page.getByLabel("Memo (internal)").fill("mine");
            await press("Save");
        },
        "This was not saved: Stale Object Error : You and another user were working on this at the " +
            "same time. The other user finished before you did, so your work was not saved.",
    );
    assert.equal((await record("Invoice", "130")).PrivateNote, "theirs");
});

windowTest("a void asks first; it empties the invoice and releases its payment", async () => {
    await open("/app/invoice?txnId=67");
    await follow("Void");
    assert.equal(await heading(), "Void invoice 1021?");
    await follow("Keep the invoice");
    assert.equal((await record("Invoice", "67")).TotalAmt, 459);
    await follow("Void");
    await press("Void it");

    assert.equal(await status(), "Voided");
    const invoice = await record("Invoice", "67");
    assert.deepEqual(
        [invoice.TotalAmt, invoice.Balance, invoice.PrivateNote, invoice.LinkedTxn],
        [0, 0, "Voided", []],
    );
    assert.ok(invoice.Line.every(({ Amount }) => Amount === 0));
    assert.equal((await record("Payment", "101")).UnappliedAmt, 220);
    // There is nothing left to pay or to void.
    assert.equal(await page.getByLabel("Amount received").count(), 0);
    assert.equal(await page.getByRole("link", { name: "Void", exact: true }).count(), 0);
});

windowTest("a delete asks first, and leads back to the list", async () => {
    await open("/app/invoice?txnId=130");
    await follow("Delete");
    assert.equal(await heading(), "Delete invoice 1037?");
    await press("Delete it");

    assert.equal(await heading(), "Invoices");
    assert.deepEqual(await column(1), ["1021"]);
    assert.equal(await record("Invoice", "130"), undefined);
    assert.equal((await open("/app/invoice?txnId=130")).status(), 404);
});

windowTest("an invoice with a payment cannot be deleted", async () => {
    await open("/app/invoice?txnId=67");
    await follow("Delete");
    await refusedWith(
        "Invoice",
        () => press("Delete it"),
        "This was not saved: Business Validation Error: You must unlink the payments of this " +
            "transaction before deleting it.",
    );
});

windowTest("without a subscription nothing can be changed", async () => {
    await control("/subscription", { paid: false });
    const message =
        "This was not saved: Subscription period has ended or canceled or there was a " +
        "billing problem";
    await open("/app/invoice?txnId=130");
    await refusedWith(
        "Invoice",
        async () => {
            await page.getByLabel("Send to").fill("ann@example.com");
            await press("Send by e-mail");
        },
        message,
    );
    await refusedWith(
        "Payment",
        () => press("Receive payment"),
        "The payment was not recorded: Subscription period has ended or canceled or there was a " +
            "billing problem.",
    );
    for (const [verb, sure] of [
        ["Void", "Void it"],
        ["Delete", "Delete it"],
    ]) {
        await open("/app/invoice?txnId=130");
        await follow(verb);
        await refusedWith("Invoice", () => press(sure), message);
    }
    await open("/app/invoice/edit?txnId=130");
    await refusedWith("Invoice", () => press("Save"), message);
    await open("/app/customerdetail?nameId=1");
    await refusedWith("Customer", () => press("Save"), message);
    for (const action of ["Put on a bank deposit", "Void", "Delete"]) {
        await open("/app/recvpayment?txnId=101");
        await refusedWith("Payment", () => press(action), message);
        assert.equal(await below("Deposit"), "Undeposited funds");
    }
});

windowTest("a payment is voided, and its invoice is open again", async () => {
    await open("/app/payments");
    assert.deepEqual(await column(3), ["Amy's Bird Sanctuary"]);
    assert.deepEqual(await column(5), ["220.00 USD"]);
    await follow("101");
    assert.equal(await heading(), "Payment 101");
    assert.equal(await below("Deposit"), "Undeposited funds");
    await press("Void");

    assert.equal(await heading(), "Payment 101");
    assert.equal(await below("Amount"), "0.00 USD");
    const payment = await record("Payment", "101");
    assert.deepEqual([payment.TotalAmt, payment.PrivateNote, payment.Line], [0, "Voided", []]);
    assert.equal((await record("Invoice", "67")).Balance, 459);
});

windowTest("a payment is deleted, and its invoice is open again", async () => {
    await open("/app/recvpayment?txnId=101");
    await press("Delete");

    assert.equal(await heading(), "Payments");
    assert.equal(await page.locator(".empty").innerText(), "No payment has been received yet.");
    assert.deepEqual(await records("Payment"), []);
    assert.equal((await record("Invoice", "67")).Balance, 459);
    assert.equal((await open("/app/recvpayment?txnId=101")).status(), 404);
});

windowTest("a payment on a bank deposit can neither be voided nor deleted", async () => {
    await open("/app/recvpayment?txnId=101");
    await press("Put on a bank deposit");
    assert.equal(await below("Deposit"), "In the bank");
    assert.equal(await page.getByRole("button", { name: "Put on a bank deposit" }).count(), 0);

    for (const action of ["Void", "Delete"]) {
        await refusedWith(
            "Payment",
            () => press(action),
            "This was not saved: The transaction lies on a bank deposit. Remove it from the deposit first.",
        );
    }
    assert.equal((await record("Invoice", "67")).Balance, 239);
});

windowTest("a customer is found, renamed and made inactive", async () => {
    await open("/app/customers");
    await page.getByLabel("Name").fill("bird");
    await press("Filter");
    assert.deepEqual(await column(1), ["Amy's Bird Sanctuary"]);
    assert.deepEqual(await column(3), ["239.00 USD"]);
    await follow("Amy's Bird Sanctuary");
    assert.deepEqual(await column(1), ["1021"]);
    await page.getByLabel("Name").fill("Amy & Co");
    await page.getByLabel("E-mail").fill("amy@example.com");
    await press("Save");
    assert.equal(await heading(), "Amy & Co");
    let customer = await record("Customer", "1");
    assert.deepEqual(
        [customer.DisplayName, customer.PrimaryEmailAddr.Address, customer.Active],
        ["Amy & Co", "amy@example.com", true],
    );

    await page.getByLabel("Status").selectOption("Inactive");
    await press("Save");
    customer = await record("Customer", "1");
    assert.deepEqual([customer.DisplayName, customer.Active], ["Amy & Co (deleted)", false]);
    assert.equal(await page.getByLabel("Status").inputValue(), "no");
});

windowTest("a name that is taken, an address that is none: refused", async () => {
    await open("/app/customerdetail?nameId=1");
    await refusedWith(
        "Customer",
        async () => {
            await page.getByLabel("Name").fill("Cool Cars");
            await press("Save");
        },
        "This was not saved: The name supplied already exists. : Another customer, vendor or employee " +
            "is already using this name. Please use a different name.",
    );
    await open("/app/customerdetail?nameId=1");
    await refusedWith(
        "Customer",
        async () => {
            await page.getByLabel("E-mail").fill("amy at home");
            await press("Save");
        },
        "This was not saved: Email Address does not conform to the syntax rules of RFC 822.",
    );
    assert.equal((await open("/app/customerdetail?nameId=4711")).status(), 404);
});

windowTest("the items show what they cost and where their money goes", async () => {
    await open("/app/items");

    const items = await records("Item");
    const shown = await page.locator("tbody tr").allInnerTexts();
    assert.equal(shown.length, items.length);
    assert.ok(
        shown.includes(
            "Soil\tService\tLandscaping Services:Job Materials:Plants and Soil\tTaxable\t10.00 USD",
        ),
        shown.join("\n"),
    );
});

windowTest("behind the payment link the payer pays once", async () => {
    const { Id } = await newInvoice(120.5, {
        DocNumber: "P-1",
        AllowOnlineACHPayment: true,
        BillEmail: { Address: "amy@example.com" },
    });
    const portal = `/portal/invoice?txnId=${Id}&companyId=4620816365002617531&locale=en_US`;
    await open(portal);
    assert.equal(await heading(), "Invoice P-1");
    assert.equal(await page.locator(".amount").innerText(), "120.50 USD");
    assert.equal(await page.getByRole("link").count(), 0); // nothing of the books
    await press("Pay now");

    assert.equal(await page.locator(".amount").innerText(), "0.00 USD");
    assert.equal(await page.getByRole("button").count(), 0);
    assert.equal((await record("Invoice", Id)).Balance, 0);
    const paid = (await records("Payment")).filter((payment) => payment.Id !== "101");
    assert.deepEqual(
        paid.map(({ TotalAmt }) => TotalAmt),
        [120.5],
    );
});

windowTest("there is nothing to pay where there is no payment link", async () => {
    assert.equal((await open("/portal/invoice?txnId=67")).status(), 404);
    assert.equal(await heading(), "There is no such invoice");
    const answer = await fetch(`${quickbooks}/portal/invoice?txnId=67`, { method: "POST" });
    assert.equal(answer.status, 404);
    assert.equal((await records("Payment")).length, 1);
});

/** Every kind of page, also those that say why not. */
async function everyPage() {
    const { Id } = await newInvoice(1234567.89, {
        DocNumber: "PAY-1",
        AllowOnlineCreditCardPayment: true,
        CurrencyRef: { value: "EUR" },
        CustomerRef: { value: "58" },
        BillEmail: {
            Address: "a.person.with.a.very.long.name@a-company-with-a-long-name.example.com",
        },
        CustomerMemo: { value: "A long message. ".repeat(20) },
    });
    const voided = await newInvoice(10, { DocNumber: "V-1" });
    await submit(`/app/invoice?txnId=${voided.Id}`, { action: "void" });
    await submit("/app/invoice?txnId=130", { action: "send", to: "russ@example.com" });
    const consent = new URLSearchParams({
        client_id: "qb-client",
        redirect_uri: "http://127.0.0.1:8080/callback",
        response_type: "code",
        scope: "com.intuit.quickbooks.accounting",
        state: "s",
    });
    return {
        invoices: "/app/invoices",
        invoices_none: "/app/invoices?q=nothing",
        invoice: "/app/invoice?txnId=67",
        invoice_foreign: `/app/invoice?txnId=${Id}`,
        invoice_voided: `/app/invoice?txnId=${voided.Id}`,
        invoice_edit: "/app/invoice/edit?txnId=130",
        invoice_confirm: "/app/invoice/confirm?txnId=130&action=void",
        invoice_missing: "/app/invoice?txnId=4711",
        payments: "/app/payments",
        payment: "/app/recvpayment?txnId=101",
        customers: "/app/customers",
        customer: "/app/customerdetail?nameId=1",
        items: "/app/items",
        apps: "/app/apps",
        emails: "/app/sentemails",
        portal: `/portal/invoice?txnId=${Id}`,
        portal_missing: "/portal/invoice?txnId=67",
        consent: `/connect/oauth2?${consent}`,
        consent_refused: "/connect/oauth2?client_id=nobody",
    };
}

for (const width of [1280, 400]) {
    windowTest(`each page is sound, light and dark, ${width} pixels wide`, async () => {
        await page.setViewportSize({ width, height: 900 });
        const wrong = [];
        for (const [name, target] of Object.entries(await everyPage())) {
            await page.emulateMedia({ colorScheme: "light" });
            await open(target);
            await takePicture(page, `quickbooks/${name}_light_${width}`);
            const inLight = await seriousFindings(page);
            wrong.push(...inLight.map((finding) => `${name}, light: ${finding}`));
            if (!(await page.getByText("This is an emulator").isVisible())) {
                wrong.push(`${name}: does not say that it is an emulator`);
            }
            if (!(await page.title()).endsWith("QuickBooks emulator")) {
                wrong.push(`${name}: its title does not say that it is an emulator`);
            }
            const over = await page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            if (over > 0) {
                wrong.push(`${name}: ${over} pixels wider than the window`);
            }

            // Only its colours tell the dark page from the light one.
            await page.emulateMedia({ colorScheme: "dark" });
            await takePicture(page, `quickbooks/${name}_dark_${width}`);
            const colours = { runOnly: ["color-contrast"] };
            const inDark = await seriousFindings(page, colours);
            wrong.push(...inDark.map((finding) => `${name}, dark: ${finding}`));
        }
        assert.deepEqual(wrong, []);
    });
}
