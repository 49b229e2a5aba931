using TypedTasks.ServiceBus;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>What a site is made of.</summary>
internal sealed record SiteOptions
{
    public bool UsesProxy { get; init; }

    /// <summary>Whether the emulator has a journal on disk.</summary>
    public bool KeepsMessages { get; init; }

    /// <summary>Whether the ledger remembers; it grows with every message.</summary>
    public bool KeepsLedger { get; init; } = true;

    public TimeProvider BrokerTime { get; init; } = TimeProvider.System;

    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);

    public Action<ServiceBusOptions>? Transport { get; init; }
}
