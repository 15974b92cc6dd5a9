import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/icon.tsx";
import type { ClientSystem } from "@/lib/domain/inventory/document.ts";
import { HostCard } from "./host-card.tsx";
import { HostTile } from "./host-tile.tsx";
import { RelationLines } from "./relation-lines.tsx";
import { type Band, type FarmBox, type HostBox, MOST_BANDS, type PoolBox, type Topology as TopologyModel } from "./topology-model.ts";
import { anchor } from "./topology-relations.ts";

/** The estate as it stands: pools around hosts, the primary marked, who calls which SDK drawn between them. */
export function Topology({
	estateId,
	model,
	clients,
	tableHref,
}: {
	readonly estateId: string;
	readonly model: TopologyModel;
	readonly clients: readonly ClientSystem[];
	/** Where the same stands as a table, with everything. */
	readonly tableHref: Route;
}) {
	const more = [model.bands, model.farms, model.adfsPools, model.emptyPools].reduce(
		(sum, { length }) => sum + Math.max(0, length - MOST_BANDS),
		0,
	);
	return (
		<div className="relative isolate flex flex-col gap-10">
			<RelationLines relations={model.relations} />
			{model.bands.slice(0, MOST_BANDS).map((band) => (
				<BandView key={band.kind === "servers" ? `servers ${band.group}` : "portals"} band={band} dense={model.dense} estateId={estateId} />
			))}
			{model.farms.length > 0 && (
				<BandFrame title="AD FS farms">
					<div className="flex flex-wrap gap-4">
						{model.farms.slice(0, MOST_BANDS).map((farm) => (
							<Farm key={farm.name} farm={farm} dense={model.dense} estateId={estateId} />
						))}
					</div>
				</BandFrame>
			)}
			<PoolBand title="AD FS pools" pools={model.adfsPools} dense={model.dense} estateId={estateId} />
			<PoolBand title="Pools without a member" pools={model.emptyPools} dense={model.dense} estateId={estateId} />
			{more > 0 && (
				<p className="text-13 text-ink-2">
					{more} more groups, farms and pools are not drawn.{" "}
					<Link href={tableHref} className="link">
						Find them in the table
					</Link>
				</p>
			)}
			{clients.length > 0 && (
				<BandFrame title="Client systems">
					<ul className="flex flex-wrap gap-2">
						{clients.map((client) => (
							<li
								key={client.name}
								className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-card border border-line bg-surface px-3 py-2 text-13"
							>
								<Icon name="client" size={14} className="text-ink-3" />
								<span className="font-medium">{client.name}</span>
								<Chip>{client.kind === "other" ? "other" : client.kind.toUpperCase()}</Chip>
								{client.targets.length > 0 && <span className="mono text-ink-2">{client.targets.join(", ")}</span>}
								{client.owner !== undefined && <span className="text-12 text-ink-3">{client.owner}</span>}
							</li>
						))}
					</ul>
				</BandFrame>
			)}
		</div>
	);
}

function BandFrame({ title, about, children }: { readonly title: string; readonly about?: string; readonly children: ReactNode }) {
	return (
		<section className="min-w-0">
			<h2 className="mb-2.5 text-13 font-semibold">
				<span className="bg-canvas pr-1">
					{title}
					{about !== undefined && <span className="ml-1.5 text-12 font-normal text-ink-3">{about}</span>}
				</span>
			</h2>
			{children}
		</section>
	);
}

type Drawing = { readonly dense: boolean; readonly estateId: string };

function BandView({ band, ...drawing }: Drawing & { readonly band: Band }) {
	return (
		<BandFrame
			{...(band.kind === "servers"
				? { title: "MFA Servers", about: `replication group ${band.group}` }
				: { title: "Portals and mobile app" })}
		>
			<Pools pools={band.pools} {...drawing} />
		</BandFrame>
	);
}

const Pools = ({ pools, ...drawing }: Drawing & { readonly pools: readonly PoolBox[] }) => (
	<div className="flex flex-wrap gap-4">
		{pools.map((box) => (
			<Pool key={box.pool?.name ?? ""} box={box} {...drawing} />
		))}
	</div>
);

/** Pools that belong to no band of servers or portals. */
const PoolBand = ({ title, pools, ...drawing }: Drawing & { readonly title: string; readonly pools: readonly PoolBox[] }) =>
	pools.length > 0 && (
		<BandFrame title={title}>
			<Pools pools={pools.slice(0, MOST_BANDS)} {...drawing} />
		</BandFrame>
	);

/** Room in proportion to the number of hosts inside. */
const room = (hosts: number): string => (hosts >= 3 ? "grow-[3] basis-full" : hosts === 2 ? "grow-[2] basis-[26rem]" : "grow basis-56");

function Hosts({ boxes, narrow = false, dense, estateId }: Drawing & { readonly boxes: readonly HostBox[]; readonly narrow?: boolean }) {
	if (dense)
		return (
			<ul className="grid grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))] gap-1.5">
				{boxes.map((box) => (
					<HostTile key={box.host.name} box={box} estateId={estateId} />
				))}
			</ul>
		);
	return (
		<div
			className={cx(
				"grid items-start gap-4",
				narrow ? "grid-cols-[repeat(auto-fit,minmax(min(11rem,100%),1fr))]" : "grid-cols-[repeat(auto-fit,minmax(min(14rem,100%),1fr))]",
			)}
		>
			{boxes.map((box) => (
				<HostCard key={box.host.name} box={box} estateId={estateId} />
			))}
		</div>
	);
}

function Pool({ box, ...drawing }: Drawing & { readonly box: PoolBox }) {
	if (box.pool === undefined)
		return (
			<div className={cx("min-w-0 sm:pt-8", room(box.hosts.length))}>
				<Hosts boxes={box.hosts} {...drawing} />
			</div>
		);
	return (
		<Outline anchorName={anchor("pool", box.pool.name)} name={box.pool.name} about={box.pool.about} className={room(box.hosts.length)}>
			{box.hosts.length === 0 ? <p className="text-13 text-ink-3">Nobody is in it.</p> : <Hosts boxes={box.hosts} {...drawing} />}
		</Outline>
	);
}

const Farm = ({ farm, ...drawing }: Drawing & { readonly farm: FarmBox }) => (
	<Outline
		anchorName={anchor("farm", farm.name)}
		name={farm.name}
		about={farm.about}
		className={farm.nodes.length > 2 ? "grow basis-full" : "grow basis-80"}
	>
		<Hosts boxes={farm.nodes} narrow {...drawing} />
	</Outline>
);

function Outline({
	anchorName,
	name,
	about,
	className,
	children,
}: {
	readonly anchorName: string;
	readonly name: string;
	readonly about: string;
	readonly className?: string;
	readonly children: ReactNode;
}) {
	return (
		<section
			data-anchor={anchorName}
			className={cx("min-w-0 rounded-dialog border border-dashed border-control-line px-4 pt-2 pb-4", className)}
		>
			<h3 className="mb-2 text-12 text-ink-3">
				{/* Opaque, so that a line passing behind does not cross the words. */}
				<span className="bg-canvas box-decoration-clone pr-1">
					<span className="mono mr-1.5 font-medium text-ink">{name}</span> {about}
				</span>
			</h3>
			{children}
		</section>
	);
}
