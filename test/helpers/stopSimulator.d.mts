/** Ends the simulator that startSimulator started. */
export default function stopSimulator(): Promise<void>;
