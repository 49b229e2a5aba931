namespace TypedTasks.Benchmarks;

/// <summary>What goes over the broker per unit.</summary>
/// <param name="Messages">Messages that the broker accepted.</param>
/// <param name="Transfers">Messages that crossed the broker's wire, in either direction.</param>
/// <param name="BodyBytes">Bytes of the bodies sent.</param>
internal readonly record struct UnitTraffic(double Messages, double Transfers, double BodyBytes);
