/** True in `vite --mode mock`: the console then brings its own servers. Elsewhere all of it is left out of the build. */
declare const __MOCKS__: boolean
