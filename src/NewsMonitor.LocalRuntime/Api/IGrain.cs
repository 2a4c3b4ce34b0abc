using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>A grain, or a reference to one.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Marks an interface whose calls go to a grain.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain named by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain named by a 64-bit integer.</summary>
    public interface IGrainWithIntegerKey : IGrain;
}
