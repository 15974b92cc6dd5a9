import fc from "fast-check";
import { expect, it } from "vitest";
import { compareConfigs } from "./config-names.ts";

const SECRET = "S3cret!canary";
const settings = (extra = "", password = SECRET, url = "https://old.example/sdk") => `<?xml version="1.0" encoding="utf-8"?>
<configuration xmlns="urn:x">
	<!-- a comment with <add key="NOT_ME"/> -->
	<appSettings>
		<add key="USE_WEB_SERVICE_SDK" value="true" />
		<add key="WEB_SERVICE_SDK_AUTHENTICATION_PASSWORD" value='${password}'/>${extra}
	</appSettings>
	<applicationSettings><pfup.Properties.Settings>
		<setting name="pfup_pfwssdk_PfWsSdk" serializeAs="String"><value>${url}</value></setting>
	</pfup.Properties.Settings></applicationSettings>
</configuration>`;
const compared = (files: Parameters<typeof compareConfigs>[0]) => {
	const found = compareConfigs(files);
	if (!found.ok) throw new Error(JSON.stringify(found.error));
	return found.value;
};

it("[PACK18, R30] nothing new in the new file: both ways stay open; every path is compared, values are told alike or not", () => {
	const found = compared({ old: settings(), new: settings("", "", "https://new.example/sdk") });
	expect(found).toMatchObject({ added: [], removed: [], mayRestore: true });
	const differing = found.rows.filter(({ same }) => same === false).map(({ name }) => name);
	expect(differing).toEqual([
		"/configuration/appSettings/add[WEB_SERVICE_SDK_AUTHENTICATION_PASSWORD]@value",
		"/configuration/applicationSettings/pfup.Properties.Settings/setting[pfup_pfwssdk_PfWsSdk]/value (text)",
	]);
});

it("[PACK18, R30] something new in the new file: the backup may not be put back, only carried over", () => {
	const found = compared({ old: settings(), new: settings('\n<add key="NEW_ONE" value="1"/>'), proposed: settings() });
	expect(found.added).toEqual([
		"/configuration/appSettings/add[NEW_ONE]",
		"/configuration/appSettings/add[NEW_ONE]@key",
		"/configuration/appSettings/add[NEW_ONE]@value",
	]);
	expect(found.mayRestore).toBe(false);
	expect(found.lost).toEqual(found.added);
});

it("[PACK18, H15] no value is in what comes out, whatever the files hold", () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[a-z]{3}[A-Z0-9!]{8,20}$/), fc.boolean(), (password, extra) => {
			const other = settings(extra ? '<add key="X" value="y"/>' : "", `${password}x`);
			const text = JSON.stringify(compareConfigs({ old: settings("", password), new: other, proposed: settings("", password) }));
			expect(text).not.toContain(password);
			expect(text).not.toContain("old.example");
		}),
	);
	expect(JSON.stringify(compareConfigs({ old: `<a b="${SECRET}"`, new: `${SECRET}` }))).not.toContain(SECRET);
});

it("[PACK18, H16] an ampersand in the adapter's password is said", () => {
	const adapter = (password: string) => `<ConfigurationData><WebServiceSdkPassword>${password}</WebServiceSdkPassword></ConfigurationData>`;
	expect(compared({ old: adapter("a"), new: adapter("a"), proposed: adapter("a&amp;b") }).ampersand).toBe(true);
	expect(compared({ old: adapter("a"), new: adapter("ab") }).ampersand).toBe(false);
});

it("[PACK18] what is no such file is refused, and named", () => {
	for (const wrong of ["", "words", "<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", "<a b=c/>", "<a/> words", '<a b="<"/>'])
		expect(compareConfigs({ old: "<a/>", new: wrong })).toMatchObject({ ok: false, error: { file: "new" } });
	const hostile = `<a ${"b ".repeat(20_000)}`;
	expect(compareConfigs({ old: hostile, new: "<a/>" })).toMatchObject({ ok: false, error: { file: "old" } });
});
