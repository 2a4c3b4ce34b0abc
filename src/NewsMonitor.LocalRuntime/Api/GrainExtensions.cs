using NewsMonitor.LocalRuntime.Activations;
using NewsMonitor.LocalRuntime.Calls;
using NewsMonitor.LocalRuntime.Types;
using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    /// <summary>The key of a grain, or of a reference, that is named by a string.</summary>
    /// <exception cref="InvalidOperationException">The grain is named by an integer.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => IdOf(grain).Text;

    /// <summary>The key of a grain, or of a reference, that is named by an integer.</summary>
    /// <exception cref="InvalidOperationException">The grain is named by a string.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain) => IdOf(grain).Number;

    private static GrainId IdOf(IAddressable grain) => grain switch
    {
        GrainReference reference => reference.Id,
        IGrainBase instance => Activation.Of(instance).Id,
        _ => throw new ArgumentException($"{grain} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
