namespace TypedTasks.Simulation.Tests;

/// <summary>What the world does to a run.</summary>
internal enum Fault
{
    StoreFailsBefore,
    StoreFailsAfter,
    SendRefused,
    SendUnanswered,
    SettlementLost,
    SettlementUnanswered,
    DeliveredTwice,
    Reordered,
    LockExpiry,
    SlowStep,
    DeadLettered,
    Crash,
    CrashOfAll,
    ClockJump,
    ClientCancels,
    StoreAway,
    GracefulStop,
    Retried,
    Replayed,
    Purged,
    BrokerLost,
}
