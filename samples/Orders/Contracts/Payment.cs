namespace Orders.Contracts;

/// <summary>Money that was taken.</summary>
public sealed record Payment(string OrderId, decimal Amount, string Reference);
