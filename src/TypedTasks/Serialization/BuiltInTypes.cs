using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TypedTasks.Serialization;

/// <summary>Types that every assembly's tasks share, so that they need no context of the user's.</summary>
internal sealed class BuiltInTypes : IJsonTypeInfoResolver
{
    public static readonly BuiltInTypes Instance = new();

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => type switch
    {
        _ when type == typeof(Unit) => JsonMetadataServices.CreateValueInfo<Unit>(options, new UnitConverter()),
        _ when type == typeof(string) => JsonMetadataServices.CreateValueInfo<string>(options, new WholeText()),
        _ when type == typeof(bool) => JsonMetadataServices.CreateValueInfo<bool>(options, JsonMetadataServices.BooleanConverter),
        _ when type == typeof(int) => JsonMetadataServices.CreateValueInfo<int>(options, JsonMetadataServices.Int32Converter),
        _ when type == typeof(long) => JsonMetadataServices.CreateValueInfo<long>(options, JsonMetadataServices.Int64Converter),
        _ when type == typeof(double) => JsonMetadataServices.CreateValueInfo<double>(options, JsonMetadataServices.DoubleConverter),
        _ when type == typeof(float) => JsonMetadataServices.CreateValueInfo<float>(options, JsonMetadataServices.SingleConverter),
        _ when type == typeof(decimal) => JsonMetadataServices.CreateValueInfo<decimal>(options, JsonMetadataServices.DecimalConverter),
        _ when type == typeof(byte) => JsonMetadataServices.CreateValueInfo<byte>(options, JsonMetadataServices.ByteConverter),
        _ when type == typeof(short) => JsonMetadataServices.CreateValueInfo<short>(options, JsonMetadataServices.Int16Converter),
        _ when type == typeof(uint) => JsonMetadataServices.CreateValueInfo<uint>(options, JsonMetadataServices.UInt32Converter),
        _ when type == typeof(ulong) => JsonMetadataServices.CreateValueInfo<ulong>(options, JsonMetadataServices.UInt64Converter),
        _ when type == typeof(char) => JsonMetadataServices.CreateValueInfo<char>(options, new WholeCharacter()),
        _ when type == typeof(Guid) => JsonMetadataServices.CreateValueInfo<Guid>(options, JsonMetadataServices.GuidConverter),
        _ when type == typeof(DateTime) => JsonMetadataServices.CreateValueInfo<DateTime>(options, JsonMetadataServices.DateTimeConverter),
        _ when type == typeof(DateTimeOffset) => JsonMetadataServices.CreateValueInfo<DateTimeOffset>(options, JsonMetadataServices.DateTimeOffsetConverter),
        _ when type == typeof(TimeSpan) => JsonMetadataServices.CreateValueInfo<TimeSpan>(options, JsonMetadataServices.TimeSpanConverter),
        _ when type == typeof(DateOnly) => JsonMetadataServices.CreateValueInfo<DateOnly>(options, JsonMetadataServices.DateOnlyConverter),
        _ when type == typeof(TimeOnly) => JsonMetadataServices.CreateValueInfo<TimeOnly>(options, JsonMetadataServices.TimeOnlyConverter),
        _ when type == typeof(Uri) => JsonMetadataServices.CreateValueInfo<Uri>(options, JsonMetadataServices.UriConverter!),
        _ when type == typeof(byte[]) => JsonMetadataServices.CreateValueInfo<byte[]>(options, JsonMetadataServices.ByteArrayConverter!),
        _ when type == typeof(ScheduledRun) => JsonMetadataServices.CreateValueInfo<ScheduledRun>(options, new ScheduledRunConverter()),
        _ when type == typeof(FlowAlert) => JsonMetadataServices.CreateValueInfo<FlowAlert>(options, new FlowAlertConverter()),
        _ => null,
    };
}
