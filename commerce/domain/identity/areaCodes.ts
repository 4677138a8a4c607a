/**
 * The 67 Brazilian area codes, as the source of a regular expression (Anatel, Plano Geral de Códigos
 * Nacionais: https://www.gov.br/anatel/pt-br/regulado/numeracao).
 */
export const AREA_CODE = '(?:1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])';
