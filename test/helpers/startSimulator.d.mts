/** Starts a simulator and puts its address into SIMULATOR_URL. */
export default function startSimulator(): Promise<void>;
