using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests;

/// <summary>What goes wrong in each way: the step, with its input or waiting for it, and what the failure is called.</summary>
internal static class Faults
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Whether it comes a minute after the start or later, so that something else can end its scope before.</summary>
    public static bool IsSlow(this Fault fault) => fault is Fault.TimesOut or Fault.Expires || fault.IsOfWhole();

    /// <summary>Whether it is no failure: somebody cancels the flow.</summary>
    public static bool IsCancellation(this Fault fault) => fault is Fault.IsCancelled or Fault.IsCancelledBetweenAttempts;

    /// <summary>Whether it needs a composition.</summary>
    public static bool IsOfWhole(this Fault fault) => fault is Fault.WholeTimesOut or Fault.WholeExpires;

    /// <summary>Whether the message cannot be run, by this worker or by none, and lies in the dead-letter queue.</summary>
    public static bool IsDeadLettered(this Fault fault) => fault is Fault.IsUnregistered or Fault.CannotBeSerialised;

    public static string FailureType(this Fault fault) => fault switch
    {
        Fault.Fails => "System.InvalidOperationException",
        Fault.TimesOut or Fault.WholeTimesOut => "System.TimeoutException",
        Fault.Expires or Fault.WholeExpires => "TypedTasks.Expired",
        Fault.IsUnregistered => "TypedTasks.UnknownTask",
        Fault.CannotBeSerialised => "TypedTasks.TaskResultException",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "It is no failure."),
    };

    public static ISignature<Amount> Step(this Fault fault, Amount amount) => fault switch
    {
        Fault.Fails => Throw(amount),
        Fault.TimesOut => Hang(amount).WithTimeout(Minute),
        Fault.Expires => PutOff(amount).ExpiresAfter(Minute),
        Fault.IsUnregistered => NotThere(amount),
        Fault.CannotBeSerialised => Loop(amount),
        Fault.WholeTimesOut => (Hang(amount) | Throw()).WithTimeout(Minute),
        Fault.WholeExpires => (Hang(amount) | Throw()).ExpiresAfter(Minute),
        Fault.IsCancelledBetweenAttempts => PutOffOnce(amount),
        _ => Hang(amount),
    };

    public static ISignature<Amount, Amount> Step(this Fault fault) => fault switch
    {
        Fault.Fails => Throw(),
        Fault.TimesOut => Hang().WithTimeout(Minute),
        Fault.Expires => PutOff().ExpiresAfter(Minute),
        Fault.IsUnregistered => NotThere(),
        Fault.CannotBeSerialised => Loop(),
        Fault.WholeTimesOut => (Hang() | Throw()).WithTimeout(Minute),
        Fault.WholeExpires => (Hang() | Throw()).ExpiresAfter(Minute),
        Fault.IsCancelledBetweenAttempts => PutOffOnce(),
        _ => Hang(),
    };
}
