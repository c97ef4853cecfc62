// Intuit's sign-in, as Intuit's own client goes through it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, beforeEach, test } from "node:test";

import { Books, clientId, clientSecret, realms, redirectUri } from "./quickbooks.mjs";

const OAuthClient = createRequire(import.meta.url)("intuit-oauth");
const { Accounting, OpenId, Profile, Email, Payment } = OAuthClient.scopes;
const day = 86_400;

let books;
let client;
before(async () => {
    books = await Books.start("quickbooks_oauth");
    // The client knows only Intuit's own hosts.
    OAuthClient.authorizeEndpoint = `${books.url}/connect/oauth2`;
    OAuthClient.tokenEndpoint = `${books.url}/oauth2/v1/tokens/bearer`;
    OAuthClient.revokeEndpoint = `${books.url}/v2/oauth2/tokens/revoke`;
    OAuthClient.userinfo_endpoint_sandbox = `${books.url}/v1/openid_connect/userinfo`;
    OAuthClient.jwks_uri = `${books.url}/op/v1/jwks`;
    OAuthClient.environment.sandbox = `${books.url}/`;
});
after(() => books.stop());

beforeEach(async () => {
    await books.connect();
    client = newClient();
});

function newClient(changes = {}) {
    return new OAuthClient({
        clientId,
        clientSecret,
        redirectUri,
        environment: "sandbox",
        includeRefreshTokenHardExpiresIn: true,
        ...changes,
    });
}

/** The address that the person is sent back to. */
function consent(scope = [Accounting], decision = "connect") {
    return books.consent(client.authorizeUri({ scope, state: "my state" }), realms.first, decision);
}

async function connect(scope) {
    const back = await consent(scope);
    const { json } = await client.createToken(back.href);
    return json;
}

/** The client's own errors carry what the server said. */
async function refused(promise) {
    try {
        await promise;
    } catch (error) {
        return error;
    }
    return assert.fail("not refused");
}

test("a person's consent brings a code, the state and the company; the code brings tokens", async () => {
    const back = await consent();
    const { json } = await client.createToken(back.href);

    assert.equal(back.searchParams.get("state"), "my state");
    assert.equal(back.searchParams.get("realmId"), realms.first);
    assert.equal(json.token_type, "bearer");
    assert.equal(json.expires_in, 3600);
    assert.equal(json.x_refresh_token_expires_in, 101 * day);
    assert.ok(json.x_refresh_token_hard_expires_in <= 5 * 365 * day);
    assert.ok(json.x_refresh_token_hard_expires_in > 5 * 365 * day - 60);
});

test("the hard end is told only to those who ask for it", async () => {
    client = newClient({ includeRefreshTokenHardExpiresIn: false });

    assert.equal((await connect()).x_refresh_token_hard_expires_in, undefined);
});

test("a person who declines brings access_denied", async () => {
    const back = await consent([Accounting], "cancel");

    assert.equal(back.searchParams.get("error"), "access_denied");
    assert.equal(back.searchParams.get("state"), "my state");
    assert.equal(back.searchParams.get("code"), null);
});

test("the company is named for payments, too, and not where only the person was asked for", async () => {
    const payments = await consent([Payment]);
    const person = await consent([OpenId, Profile, Email]);

    assert.equal(payments.searchParams.get("realmId"), realms.first);
    assert.equal(person.searchParams.get("realmId"), null);
});

test("a code works once, five minutes and at its own address", async () => {
    const back = await consent();
    await client.createToken(back.href);
    const again = await refused(newClient().createToken(back.href));
    const late = await consent();
    await books.control("POST", "/clock", { advance_seconds: 301 });
    const tooLate = await refused(newClient().createToken(late.href));
    const other = await consent();
    const elsewhere = await refused(
        newClient({ redirectUri: "http://127.0.0.1:8080/other" }).createToken(other.href),
    );

    for (const error of [again, tooLate, elsewhere]) {
        assert.match(error.message + error.error, /invalid_grant/);
    }
});

test("the refresh token keeps its value for a day, then changes, and the old one is dead", async () => {
    const first = await connect();
    const soon = (await client.refresh()).json;
    await books.control("POST", "/clock", { advance_seconds: 27 * 3600 });
    const later = (await client.refreshUsingToken(first.refresh_token)).json;
    const old = await refused(newClient().refreshUsingToken(first.refresh_token));

    assert.equal(soon.refresh_token, first.refresh_token);
    assert.notEqual(soon.access_token, first.access_token);
    assert.notEqual(later.refresh_token, first.refresh_token);
    assert.match(old.message + old.error, /invalid_grant/);
});

test("the time left of the refresh token counts down while its value stays", async () => {
    const first = await connect();
    await books.control("POST", "/clock", { advance_seconds: 3600 });

    const { json } = await client.refresh();

    assert.ok(json.x_refresh_token_expires_in <= first.x_refresh_token_expires_in - 3600);
});

test("101 days without use end the connection", async () => {
    await connect();
    await books.control("POST", "/clock", { advance_seconds: 50 * day });
    await books.control("POST", "/clock", { advance_seconds: 52 * day });

    const error = await refused(newClient().refreshUsingToken(client.getToken().refresh_token));

    assert.match(error.message + error.error, /invalid_grant/);
});

test("wrong credentials are 401 invalid_client and cost nothing", async () => {
    const { refresh_token } = await connect();

    const secret = await refused(
        newClient({ clientSecret: "wrong" }).refreshUsingToken(refresh_token),
    );
    const right = await newClient().refreshUsingToken(refresh_token);

    assert.match(secret.message + secret.error, /invalid_client|401/);
    assert.equal(right.json.refresh_token, refresh_token);
});

test("an access token is no refresh token", async () => {
    const { access_token } = await connect();

    const error = await refused(newClient().refreshUsingToken(access_token));

    assert.match(error.message + error.error, /invalid_grant/);
});

test("grants, parameters and bodies that are none are refused in the standard's words", async () => {
    const grant = await books.tokens({ grant_type: "password", username: "a" });
    const nothing = await books.tokens({});
    const codeless = await books.tokens({
        grant_type: "authorization_code",
        redirect_uri: redirectUri,
    });
    const garbage = await books.tokens({ grant_type: "refresh_token", refresh_token: "'\"<>" });

    assert.deepEqual([grant.status, grant.json.error], [400, "unsupported_grant_type"]);
    assert.equal(nothing.status, 400);
    assert.match(nothing.json.error, /^(invalid_request|unsupported_grant_type)$/);
    assert.deepEqual([codeless.status, codeless.json.error], [400, "invalid_request"]);
    assert.deepEqual([garbage.status, garbage.json.error], [400, "invalid_grant"]);
});

test("calls go to the company with the token", async () => {
    await connect();

    const { json } = await client.makeApiCall({
        url: `${books.url}/v3/company/${realms.first}/companyinfo/${realms.first}?minorversion=75`,
    });

    assert.equal(json.CompanyInfo.CompanyName, "Sandbox Company_US_1");
});

test("the person is described as far as was asked for", async () => {
    await connect([Accounting, OpenId, Profile, Email]);

    const { json } = await client.getUserInfo();

    assert.match(json.sub, /\S/);
    assert.match(json.email, /@/);
    assert.match(json.givenName, /\S/);
});

test("revoking ends everything", async () => {
    const { access_token, refresh_token } = await connect();

    await client.revoke({ refresh_token });
    const error = await refused(newClient().refreshUsingToken(refresh_token));
    const read = await books.rawRefusal("GET", "/preferences", { token: access_token });

    assert.match(error.message + error.error, /invalid_grant/);
    assert.equal(read.status, 401);
});

test("the id token is signed with a key that is published, for this app", async () => {
    const { id_token } = await connect([Accounting, OpenId]);
    assert.equal(await client.validateIdToken(), true);
    const claims = JSON.parse(Buffer.from(id_token.split(".")[1], "base64url"));
    assert.deepEqual(claims.aud, [clientId]);
    assert.equal(claims.realmid, realms.first);
    assert.equal((await connect([Accounting])).id_token, undefined);
});

test("a redirect address and an app that are not registered are shown no way back", async () => {
    for (const changes of [{ redirectUri: "https://evil.example/x" }, { clientId: "somebody" }]) {
        const url = newClient(changes).authorizeUri({ scope: [Accounting], state: "s" });
        const response = await fetch(url, { redirect: "manual" });
        assert.ok(
            response.status >= 400 ||
                (response.status === 200 && !(await response.text()).includes('value="connect"')),
            String(response.status),
        );
        assert.equal(response.headers.get("location"), null);
    }
});

test("a scope that there is not is refused at the app's address", async () => {
    const url = client.authorizeUri({ scope: ["com.intuit.nonsense"], state: "s" });

    const response = await fetch(url, { redirect: "manual" });

    const back = new URL(response.headers.get("location") ?? "http://none");
    assert.equal(back.searchParams.get("error"), "invalid_scope");
    assert.equal(back.searchParams.get("state"), "s");
});

test("discovery names the addresses that work", async () => {
    for (const name of ["openid_configuration", "openid_sandbox_configuration"]) {
        const document = await (await fetch(`${books.url}/.well-known/${name}`)).json();
        assert.equal(document.token_endpoint, OAuthClient.tokenEndpoint);
        assert.equal(document.revocation_endpoint, OAuthClient.revokeEndpoint);
        assert.equal((await fetch(document.jwks_uri)).status, 200);
        assert.deepEqual(document.scopes_supported, [
            "openid",
            "email",
            "profile",
            "address",
            "phone",
        ]);
        assert.equal(document.code_challenge_methods_supported, undefined);
    }
});
