export declare const simulatorUrl: string;
