import type { GlyphName } from "@/components/ui/icon.tsx";
import type { StepKind } from "@/lib/domain/planner/plan-document.ts";

export type KindLook = { readonly icon: GlyphName; readonly word: string };

const backup: KindLook = { icon: "file", word: "Back up" };
const drain: KindLook = { icon: "minus", word: "Drain" };
const install: KindLook = { icon: "download", word: "Install" };
const verify: KindLook = { icon: "tick", word: "Verify" };
const returned: KindLook = { icon: "plus", word: "Return" };
const copy: KindLook = { icon: "copy", word: "Copy" };
const freeze: KindLook = { icon: "lock", word: "Freeze" };

/** One drawing a kind of work, the same in graph and legend. */
export const kindLooks: Readonly<Record<StepKind, KindLook>> = {
	"prepare.download-installer": { icon: "cloud", word: "Download" },
	"prepare.keep-old-installers": { icon: "layers", word: "Keep installers" },
	"prepare.install-runtime": { icon: "box", word: "Runtime" },
	"prepare.announce-freeze": freeze,
	"prepare.end-freeze": freeze,
	"mfa-server.backup-data": backup,
	"mfa-server.drain": drain,
	"mfa-server.install": install,
	"mfa-server.install-sdk": { icon: "terminal", word: "SDK" },
	"mfa-server.verify": verify,
	"mfa-server.undrain": returned,
	"mfa-server.promote": { icon: "star", word: "Promote" },
	"user-portal.backup-config": backup,
	"user-portal.backup-theme": backup,
	"user-portal.copy-installer": copy,
	"user-portal.drain": drain,
	"user-portal.install": install,
	"user-portal.accept-update": { icon: "import", word: "Accept update" },
	"user-portal.reconcile-config": { icon: "sort", word: "Reconcile" },
	"user-portal.verify": verify,
	"user-portal.undrain": returned,
	"mobile-app.backup-config": backup,
	"mobile-app.upgrade": { icon: "phone", word: "Mobile app" },
	"mobile-app.uninstall": { icon: "trash", word: "Remove" },
	"adfs.export-config": backup,
	"adfs.copy-files": copy,
	"adfs.compare-config": { icon: "swap", word: "Compare" },
	"adfs.edit-register-script": { icon: "pencil", word: "Edit script" },
	"adfs.remove-batch-a": drain,
	"adfs.install-adapter": install,
	"adfs.disable-provider": { icon: "state-gap", word: "Untick" },
	"adfs.unregister-provider": { icon: "close", word: "Unregister" },
	"adfs.register-provider": { icon: "link", word: "Register" },
	"adfs.restart-service": { icon: "power", word: "Restart" },
	"adfs.swap-batches": { icon: "pool", word: "Swap" },
	"adfs.enable-provider": { icon: "shield-tick", word: "Tick" },
	"adfs.return-batch-b": returned,
	"adfs.verify": verify,
	"estate.accept": { icon: "clipboard", word: "Accept" },
	"estate.dispose-backups": { icon: "trash", word: "Dispose" },
};
