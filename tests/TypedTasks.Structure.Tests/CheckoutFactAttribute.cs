namespace TypedTasks.Structure.Tests;

/// <summary>It reads another checkout of the repository: the one that TYPEDTASKS_CHECKOUT names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckoutFactAttribute : FactAttribute
{
    public CheckoutFactAttribute()
    {
        if (Checkout is null)
            Skip = $"It counts for build/house.sh: set {Variable} to a checkout.";
    }

    public static string? Checkout { get; } = Environment.GetEnvironmentVariable(Variable);

    private const string Variable = "TYPEDTASKS_CHECKOUT";
}
