namespace Turns;

internal sealed record Transfer(string Account, int Amount);
