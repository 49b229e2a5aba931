namespace TypedTasks.Operations;

/// <summary>What may be done to many flows at once.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<BulkAction>))]
public enum BulkAction
{
    /// <summary>Those that have failed run on from where they failed.</summary>
    Retry = 0,

    /// <summary>Those that run are cancelled.</summary>
    Cancel = 1,
}
